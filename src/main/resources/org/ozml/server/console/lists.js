// What has been: calls that ended, messages, and the scripts on disk.
import {duration, el, empty, getJson, moment, shortName} from './page.js';
import {Flow} from './calls.js';

/** A list that comes in pages. */
class Paged {
  constructor(title, what, columns, filters, nothing) {
    this.what = what;
    this.page = 0;
    this.nothing = nothing;
    this.body = el('tbody');
    this.table = el('table', {}, el('caption', {className: 'hidden'}, title),
      el('thead', {}, el('tr', {}, columns.map(name => el('th', {scope: 'col'}, name)))), this.body);
    this.place = el('div', {className: 'card table-card'}, this.table);
    this.newer = el('button', {className: 'quiet', onclick: () => this.turn(-1)}, '← Newer');
    this.older = el('button', {className: 'quiet', onclick: () => this.turn(1)}, 'Older →');
    this.range = el('span', {className: 'muted', role: 'status'});
    this.form = el('form', {className: 'filters', onsubmit: event => event.preventDefault(), oninput: () => this.typed()}, filters);
    this.element = el('div', {className: 'view'},
      el('div', {className: 'view-head'}, el('h1', {}, title), this.form),
      this.place,
      el('div', {className: 'pager'}, this.newer, this.range, this.older));
  }

  show() {
    this.load();
  }

  typed() {
    clearTimeout(this.typing);
    this.page = 0;
    this.typing = setTimeout(() => this.load(), 200);
  }

  turn(by) {
    this.page = Math.max(0, this.page + by);
    this.load();
  }

  async load() {
    try {
      const asked = Object.fromEntries(new FormData(this.form));
      const found = await getJson(this.what, {...asked, page: this.page});
      const rows = found.rows.map(row => this.row(row));
      this.body.replaceChildren(...rows);
      this.place.replaceChildren(rows.length ? this.table : this.nothing);
      const first = found.page * found.size;
      const last = first + rows.length;
      this.range.textContent = rows.length
        ? `${first + 1}–${last}` + (found.total >= 0 ? ` of ${found.total}` : '')
        : '';
      this.newer.hidden = found.page === 0;
      this.older.hidden = found.total >= 0 ? last >= found.total : rows.length < found.size;
    } catch (refused) {
      this.place.replaceChildren(el('p', {className: 'error pad'}, refused.message));
    }
  }
}

const choice = (name, label, options) =>
  el('select', {name, 'aria-label': label}, el('option', {value: ''}, label),
    options.map(value => el('option', {value}, value)));

export class History extends Paged {
  constructor() {
    super('History', 'history', ['Began', 'From', 'To', 'Talked', 'How it ended', 'Direction'], [
      el('input', {type: 'search', name: 'text', placeholder: 'Number, id …', 'aria-label': 'Text in any column'}),
      choice('state', 'How it ended', ['CallerHungUp', 'CalleeHungUp', 'TransferCompleted', 'Completed', 'Busy', 'Cancelled', 'Error']),
      choice('direction', 'Direction', ['Internal', 'Inbound', 'Outbound', 'External']),
    ], empty('No calls here', 'Calls stand here when they have ended.'));
  }

  row(call) {
    const dialed = call.dialed && call.dialed !== call.destination
      ? el('span', {className: 'muted'}, ` dialled ${call.dialed}`) : null;
    return el('tr', {title: call.id},
      el('td', {className: 'nowrap'}, moment(call.began)),
      el('td', {}, call.source || '–'),
      el('td', {}, call.destination || '–', dialed),
      el('td', {className: 'time'}, call.talked ? duration(call.talked) : '–'),
      el('td', {}, call.state),
      el('td', {className: 'muted'}, call.direction));
  }
}

export class Messages extends Paged {
  constructor() {
    super('Messages', 'messages', ['When', 'From, to', 'Text', 'State'], [],
      empty('No messages', 'SMS, e-mails and messages that scripts and clients send or receive stand here.'));
  }

  row(message) {
    const kind = {failed: 'bad', sent: 'good', received: 'good'}[message.state] ?? 'waiting';
    return el('tr', {},
      el('td', {className: 'nowrap'}, moment(message.created),
        el('div', {className: 'muted small'}, `${message.in ? '↙ in' : '↗ out'}, ${{sms: 'SMS', email: 'e-mail'}[message.kind] ?? 'message'}`)),
      el('td', {className: 'people'}, message.from || '–', el('div', {className: 'muted'}, `→ ${message.to || '–'}`)),
      el('td', {className: 'text'}, message.subject && message.kind === 'email' ? el('b', {}, message.subject + ' ') : null, message.text),
      el('td', {}, el('span', {className: 'pill ' + kind}, message.state),
        message.reason ? el('div', {className: 'muted small'}, message.reason) : null));
  }
}

export class Scripts {
  constructor() {
    this.list = el('ul', {className: 'scripts'});
    this.findings = el('ul', {className: 'findings'});
    this.title = el('h2');
    this.flow = new Flow();
    this.flow.element.classList.add('tall');
    this.detail = el('section', {className: 'card detail', hidden: true, 'aria-label': 'One script'},
      el('div', {className: 'detail-head'}, this.title,
        el('a', {className: 'close', href: '#/scripts', 'aria-label': 'Close this script'}, '×')),
      this.findings, this.flow.element);
    this.none = empty('No scripts on disk', 'Extensions with a script file or a folder bring them; scripts of web applications are shown with their calls.');
    this.element = el('div', {className: 'view'}, el('div', {className: 'view-head'}, el('h1', {}, 'Scripts')),
      el('div', {className: 'card table-card'}, this.list, this.none), this.detail);
  }

  async show(name) {
    this.shown = name;
    // They change in an editor, while this page is looked at.
    this.looking ??= setInterval(() => this.look(), 2000);
    await this.load(name);
  }

  async look() {
    if (!this.element.isConnected || this.element.hidden) {
      clearInterval(this.looking);
      this.looking = undefined;
      return;
    }
    const before = JSON.stringify(this.all);
    const now = await getJson('scripts').catch(() => this.all);
    if (JSON.stringify(now) !== before) await this.load(this.shown);
  }

  async load(name) {
    try {
      this.all = await getJson('scripts');
    } catch (refused) {
      this.list.replaceChildren(el('li', {className: 'error pad'}, refused.message));
      return;
    }
    this.none.hidden = this.all.length > 0;
    this.list.replaceChildren(...this.all.map(script => this.item(script, name)));
    const one = this.all.find(script => script.name === name);
    this.detail.hidden = !one;
    if (!one) return;
    this.title.textContent = shortName(one.name);
    this.findings.replaceChildren(...one.findings.map(found => el('li', {className: found.severity},
      el('span', {className: 'pill ' + (found.severity === 'error' ? 'bad' : 'waiting')}, found.rule),
      el('span', {}, `Line ${found.line}: ${found.message}`, found.advice ? el('span', {className: 'muted'}, '; ' + found.advice) : null))));
    this.flow.line = 0;
    if (one.usable) this.flow.draw(one.name);
    else this.flow.none();
  }

  item(script, chosen) {
    const errors = script.findings.filter(found => found.severity === 'error').length;
    const warnings = script.findings.length - errors;
    const say = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;
    return el('li', {},
      el('a', {href: '#/scripts/' + encodeURIComponent(script.name), title: script.name,
        'aria-current': script.name === chosen ? 'true' : undefined},
        el('span', {className: 'script-name'}, shortName(script.name)),
        script.numbers.length ? el('span', {className: 'number'}, script.numbers.join(', ')) : null,
        el('span', {className: 'spring'}),
        script.refused ? el('span', {className: 'pill bad'}, 'new version refused') : null,
        !script.usable ? el('span', {className: 'pill bad'}, 'cannot run') : null,
        errors ? el('span', {className: 'pill bad'}, say(errors, 'error')) : null,
        warnings ? el('span', {className: 'pill waiting'}, say(warnings, 'warning')) : null,
        script.usable && !script.findings.length ? el('span', {className: 'pill good'}, 'good') : null));
  }
}
