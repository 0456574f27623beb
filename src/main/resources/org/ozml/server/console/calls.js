// Calls as they happen: the list, and one of them with its transcript and its place in the picture.
import {duration, el, empty, get, getJson, Refused, shortName, still} from './page.js';

const STATES = {
  Ringing: ['rings', 'waiting'],
  Answered: ['answered', 'good'],
  InCall: ['in call', 'good'],
  Hold: ['on hold', 'waiting'],
  Transferred: ['transferred', 'over'],
  Busy: ['busy', 'over'],
  Cancelled: ['cancelled', 'over'],
  Completed: ['completed', 'over'],
  Error: ['failed', 'bad'],
};

function pill(state) {
  const [text, kind] = STATES[state] ?? [state, 'over'];
  return el('span', {className: 'pill ' + kind}, text);
}

/** The state in words. */
const said = state => (STATES[state] ?? [state])[0];

export class Calls {
  constructor(app) {
    this.app = app;
    this.known = new Map();
    this.order = [];
    this.lines = new Map();
    this.detail = null;
    this.filter = el('input', {
      type: 'search', placeholder: 'Filter: number, state, script', 'aria-label': 'Filter calls',
      oninput: () => this.filtered(),
    });
    this.body = el('tbody');
    this.table = el('table', {className: 'calls'},
      el('caption', {className: 'hidden'}, 'Calls in progress, and those that ended last'),
      el('thead', {}, el('tr', {}, ['State', 'From', 'To', 'Time', 'Script'].map(
        name => el('th', {scope: 'col', className: name.toLowerCase()}, name)))),
      this.body);
    this.none = empty('No calls', 'Switch a telephone on, dial an extension, and the call is shown here as it happens.');
    this.more = el('p', {className: 'muted more', hidden: true});
    this.place = el('div', {className: 'detail-place'});
    this.element = el('div', {className: 'view'},
      el('div', {className: 'view-head'}, el('h1', {}, 'Calls'), this.filter),
      el('div', {className: 'card table-card'}, this.table, this.none, this.more),
      this.place);
    setInterval(() => this.tick(), 1000);
  }

  // ---- from the server

  hello() {
    this.known.clear();
    if (this.filter.value) this.filtered();
    if (this.detail) this.detail.load();
  }

  filtered() {
    clearTimeout(this.typing);
    this.typing = setTimeout(
      () => this.app.post('filter', {text: this.filter.value}).catch(() => {}), 150);
  }

  rows({live, order, rows}) {
    for (const row of rows) this.known.set(row.id, row);
    for (const id of [...this.known.keys()]) if (!order.includes(id)) this.known.delete(id);
    this.order = order;
    const shown = order.map(id => this.known.get(id)).filter(row => row);
    this.none.hidden = shown.length > 0;
    this.table.hidden = shown.length === 0;
    const up = shown.filter(row => !row.ended).length;
    this.more.hidden = live <= up;
    this.more.textContent = this.filter.value
      ? `${up} of ${live} calls fit the filter.`
      : `The latest ${up} of ${live} calls; the filter finds the others.`;
    for (const row of rows) this.lines.delete(row.id);
    const lines = order.map(id => this.line(id)).filter(line => line);
    const focus = document.activeElement?.closest?.('tr')?.dataset.call;
    this.body.replaceChildren(...lines);
    if (focus) this.lines.get(focus)?.querySelector('a').focus();
    for (const id of [...this.lines.keys()]) if (!order.includes(id)) this.lines.delete(id);
    this.tick();
    const own = this.detail && this.known.get(this.detail.id);
    if (own) this.detail.row(own);
  }

  line(id) {
    const row = this.known.get(id);
    if (!row || this.lines.has(id)) return this.lines.get(id);
    const where = row.document
      ? [el('span', {className: 'script-name'}, shortName(row.document)),
        el('span', {className: 'muted'}, `:${row.line}`),
        row.doing && !row.ended ? el('span', {className: 'doing'}, row.doing) : null]
      : [el('span', {className: 'muted'}, '–')];
    const line = el('tr', {className: row.ended ? 'ended' : '', 'data-call': id},
      el('td', {}, pill(row.state)),
      el('td', {}, el('a', {href: '#/calls/' + encodeURIComponent(id)}, row.caller || '–')),
      el('td', {}, row.callee || '–'),
      el('td', {className: 'time'}),
      el('td', {className: 'script'}, where));
    line.addEventListener('click', () => { location.hash = '#/calls/' + encodeURIComponent(id); });
    this.lines.set(id, line);
    return line;
  }

  tick() {
    const now = Date.now();
    for (const [id, line] of this.lines) {
      const row = this.known.get(id);
      if (!row) continue;
      line.querySelector('.time').textContent = duration((row.ended ? row.since : now) - row.began);
      line.classList.toggle('chosen', this.detail?.id === id);
    }
  }

  event(event) {
    this.detail?.event(event);
  }

  /** Somebody at a telephone of this page has begun a call: it is what they want to see. */
  follow(call) {
    if (this.app.view === this && this.detail?.id !== call) location.hash = '#/calls/' + encodeURIComponent(call);
  }

  // ---- one call

  show(id) {
    if (!id) this.leave();
    else if (this.detail?.id !== id) {
      this.detail = new Detail(id, this.app);
      this.place.replaceChildren(this.detail.element);
      this.detail.load();
    }
    this.tick();
  }

  leave() {
    this.detail = null;
    this.place.replaceChildren();
    if (this.app.viewer) this.app.post('watch', {call: ''}).catch(() => {});
  }
}

/** How a line of the transcript looks. */
const KINDS = {
  StateChanged: 'state', PartyChanged: 'state', Dialled: 'state', LegAnswered: 'state', LegEnded: 'state',
  PlayStarted: 'said', PlayEnded: 'faint', Hears: 'faint', KeyPressed: 'key', KeysSent: 'key',
  CommandEnded: 'faint', Started: 'script', Finished: 'script', Aborted: 'bad', Warned: 'bad',
};

class Detail {
  constructor(id, app) {
    this.id = id;
    this.app = app;
    this.last = 0;
    this.began = 0;
    this.title = el('h2');
    this.state = el('span');
    this.ways = el('div', {className: 'crumbs'});
    this.timers = el('span', {className: 'muted small', role: 'timer'});
    this.flow = new Flow();
    this.list = el('ol', {className: 'transcript', tabIndex: 0, 'aria-label': 'Transcript'});
    this.note = el('p', {className: 'muted', hidden: true});
    this.element = el('section', {className: 'card detail', 'aria-label': 'One call'},
      el('div', {className: 'detail-head'}, this.title, this.state, this.ways, this.timers,
        el('a', {className: 'close', href: '#/calls', 'aria-label': 'Close this call'}, '×')),
      this.note,
      this.flow.element,
      this.list);
  }

  async load() {
    this.early = []; // events may overtake the answer
    try {
      const story = await this.app.post('watch', {call: this.id});
      const early = this.early;
      this.early = null;
      this.note.hidden = true;
      this.began = story.hostBegan;
      this.last = 0;
      this.list.replaceChildren();
      this.ways.replaceChildren();
      this.row(story);
      for (const event of [...story.events, ...early]) this.event(event, true);
      if (!story.document) this.flow.none();
      this.list.scrollTop = this.list.scrollHeight;
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.status === 409) return; // it is connecting
      this.note.hidden = false;
      this.note.textContent = refused.message;
      this.flow.none();
    }
  }

  /** What it waits for, and how long at most; asked while somebody looks. */
  async count() {
    const connected = this.element.isConnected;
    if (this.over || !connected) {
      clearInterval(this.counting);
      this.counting = null;
      this.timers.textContent = '';
      return;
    }
    const all = await getJson('timers', {call: this.id}).catch(() => []);
    this.timers.textContent = all
      .map(one => `${one.command} in line ${one.line}: ${Math.ceil(one.left)} s left`).join(', ');
  }

  row(row) {
    this.over = row.ended;
    if (!this.over) this.counting ??= setInterval(() => this.count(), 500);
    this.title.textContent = `${row.caller} → ${row.callee}`;
    this.state.replaceChildren(pill(row.state));
    if (row.ended) this.flow.over();
  }

  event(event, past = false) {
    if (event.call !== this.id || event.number <= this.last) return;
    if (this.early) {
      this.early.push(event);
      return;
    }
    this.last = event.number;
    if (event.document) {
      this.way(event.document);
      this.flow.at(event, this.id);
    }
    const bottom = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    for (const text of event.text) this.list.append(this.told(event, text));
    while (this.list.childElementCount > 500) this.list.firstChild.remove();
    if (bottom && !past) this.list.scrollTop = this.list.scrollHeight;
  }

  told(event, text) {
    const at = Math.max(0, event.at - this.began);
    const words = event.key
      ? [text.slice(0, text.lastIndexOf(event.key)), el('kbd', {}, event.key)]
      : [event.state ? said(event.state) : this.brief(text)];
    return el('li', {className: KINDS[event.event] ?? ''},
      el('time', {}, at.toFixed(1)), el('span', {}, words));
  }

  /** Without what the page says elsewhere. */
  brief(text) {
    return text.replace(`call ${this.id}: `, '')
      .replace(/^script \d+ (runs|line|ends)/, '$1')
      .replace(/^runs \S*[/\\]/, 'runs ')
      .replace(/: 200 Command successfully executed$/, ' ✓');
  }

  /** The scripts that it has come through. */
  way(name) {
    const last = this.ways.lastElementChild;
    if (last?.dataset.name === name) return;
    if (last) last.removeAttribute('aria-current');
    this.ways.append(el('span', {'data-name': name, 'aria-current': 'step', title: name}, shortName(name)));
    while (this.ways.childElementCount > 6) this.ways.firstChild.remove();
  }
}

/** The picture of a script, and the place where a call is in it. */
export class Flow {
  constructor() {
    this.element = el('div', {className: 'flow', tabIndex: 0, 'aria-label': 'Picture of the script', role: 'group'});
    this.root = this.element.attachShadow({mode: 'open'});
    this.inside = el('div', {className: 'inside'});
    this.root.append(
      el('link', {rel: 'stylesheet', href: '/console/picture.css'}),
      el('link', {rel: 'stylesheet', href: '/console/flow.css'}),
      this.inside);
    this.document = '';
    this.call = '';
    this.line = 0;
    this.ended = false;
  }

  none() {
    this.document = '';
    this.shown = '';
    this.inside.replaceChildren();
    this.element.hidden = true;
  }

  over() {
    this.ended = true;
    this.mark();
  }

  /** An event happened at a place. */
  at(event, call) {
    this.line = event.line;
    const other = event.document !== this.document || call !== this.call;
    this.document = event.document;
    this.call = call;
    if (other || event.event !== 'CommandStarted') this.later();
    if (!other) this.mark();
  }

  /** Fetches the picture, with what the call has taken drawn over it; a few times a second at most. */
  later() {
    if (this.timer || this.absent === this.document) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.draw(this.document, this.call);
    }, 120);
  }

  async draw(document, call = '') {
    this.document = document;
    const asked = (this.asked = {});
    try {
      const answer = await get('picture', {document, call});
      const text = await answer.text();
      if (this.asked !== asked) return;
      this.absent = answer.status === 204 ? document : '';
      if (this.absent) {
        this.none();
        this.document = document;
        return;
      }
      const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      const same = this.shown === document && this.inside.firstChild;
      const here = this.here;
      this.element.hidden = false;
      this.inside.replaceChildren(svg);
      this.shown = document;
      this.here = globalThis.document.createElementNS('http://www.w3.org/2000/svg', 'circle');
      this.here.setAttribute('r', '6');
      this.here.setAttribute('class', 'here');
      svg.append(this.here);
      if (same && here) {
        this.here.style.transform = here.style.transform;
        this.here.getBoundingClientRect(); // it begins where it was
      }
      this.mark(!same);
    } catch (refused) {
      if (!(refused instanceof Refused)) return;
      this.none();
    }
  }

  /** Shows where the call is. */
  mark(jump = false) {
    for (const one of this.inside.querySelectorAll('.now')) one.classList.remove('now');
    this.inside.classList.toggle('over', this.ended);
    this.here?.classList.add('nowhere');
    if (!this.line || this.shown !== this.document || !this.here) return;
    const exact = [...this.inside.querySelectorAll(`[data-line="${this.line}"]`)];
    const box = exact[0]?.closest('[data-from]') ?? this.smallest();
    if (!box) return;
    for (const one of exact) one.classList.add('now');
    box.classList.add('now');
    this.here.classList.remove('nowhere');
    const at = box.transform.baseVal.consolidate().matrix;
    const row = exact[0]?.getBBox?.();
    const y = row ? row.y + row.height / 2 : 14;
    this.here.style.transform = `translate(${at.e - 1}px, ${at.f + y}px)`;
    this.scroll(box, jump);
  }

  smallest() {
    const boxes = [...this.inside.querySelectorAll('[data-from]')]
      .filter(box => +box.dataset.from <= this.line && this.line <= +box.dataset.to);
    const size = box => box.dataset.to - box.dataset.from;
    return boxes.sort((one, other) => size(one) - size(other))[0];
  }

  scroll(box, jump) {
    const frame = this.element.getBoundingClientRect();
    const its = box.getBoundingClientRect();
    const outside = its.left < frame.left + 8 || its.right > frame.right - 8 ||
      its.top < frame.top + 8 || its.bottom > frame.bottom - 8;
    if (!outside) return;
    this.element.scrollTo({
      left: this.element.scrollLeft + its.left - frame.left - (frame.width - its.width) / 2,
      top: this.element.scrollTop + its.top - frame.top - Math.max(20, (frame.height - its.height) / 2),
      behavior: jump || still() ? 'auto' : 'smooth',
    });
  }
}
