// Two telephones in the page.
import {duration, el} from './page.js';
import {Ear} from './sound.js';

const LETTERS = {2: 'abc', 3: 'def', 4: 'ghi', 5: 'jkl', 6: 'mno', 7: 'pqrs', 8: 'tuv', 9: 'wxyz'};
const KEYPAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const SPOKEN = {'*': 'star', '#': 'pound'};
const CAPTIONS = 4;
const OFFERS = 3;

export class Phones {
  constructor(place, app) {
    this.app = app;
    this.all = [];
    this.numbers = el('datalist', {id: 'numbers'});
    this.both = [new Phone('Phone A', this), new Phone('Phone B', this)];
    place.append(this.numbers, ...this.both.map(phone => phone.element));
  }

  /** The connection is new: nobody is registered yet. */
  hello(numbers) {
    this.known(numbers);
    for (const phone of this.both) phone.again();
  }

  lost() {
    for (const phone of this.both) phone.lost();
  }

  off() {
    for (const phone of this.both) phone.lost();
  }

  known(numbers) {
    this.numbers.replaceChildren(...numbers.map(one => el('option', {value: one.number}, one.what)));
    this.all = numbers;
    const phones = numbers.filter(one => one.phone);
    const [first, second] = this.both;
    first.choices(phones, 0);
    second.choices(phones, 1);
  }

  event({number, call, event}) {
    this.both.find(phone => phone.on && phone.number === number)?.event(event, call);
  }
}

class Phone {
  constructor(name, phones) {
    this.name = name;
    this.phones = phones;
    this.app = phones.app;
    this.ear = new Ear();
    this.number = '';
    this.on = false;
    this.wasOn = false;
    this.reset();
    this.build();
    this.render();
    setInterval(() => this.tick(), 1000);
  }

  reset() {
    this.mode = 'idle'; // idle, calling, ringing, talking
    this.lines = 0;
    this.waiting = []; // whom it holds for a second call
    this.peer = '';
    this.peerName = '';
    this.with = '';
    this.held = false;
    this.since = 0;
    this.sent = '';
  }

  // ---- how it looks

  build() {
    const button = (text, className, act, label) =>
      el('button', {className, type: 'button', onclick: act, 'aria-label': label}, text);
    this.choice = el('select', {'aria-label': `Extension of ${this.name}`, onchange: () => this.choose()});
    this.power = el('button', {className: 'power', type: 'button', role: 'switch', 'aria-checked': 'false', 'aria-label': `${this.name} switched on`, onclick: () => this.toggle()}, el('span'));
    this.status = el('p', {className: 'phone-state', role: 'status'});
    this.clock = el('span', {className: 'clock'});
    this.caption = el('div', {className: 'captions', 'aria-live': 'polite', 'aria-label': 'What is heard'});
    this.offers = el('div', {className: 'offers', role: 'group', 'aria-label': 'Numbers to try'});
    this.input = el('input', {
      className: 'dial', list: 'numbers', autocomplete: 'off', inputMode: 'tel', placeholder: 'Number',
      'aria-label': `Number to dial at ${this.name}`,
    });
    this.keys = el('div', {className: 'keypad', role: 'group', 'aria-label': 'Keys'}, KEYPAD.map(key =>
      el('button', {className: 'key', type: 'button', 'data-key': key, 'aria-label': SPOKEN[key] ?? key, onclick: () => this.press(key)},
        key, el('small', {'aria-hidden': 'true'}, LETTERS[key] ?? ''))));
    this.green = button('Call', 'go', () => this.dialOrAnswer());
    this.red = button('Hang up', 'stop', () => this.act('hangup'));
    this.hold = button('Hold', 'quiet', () => this.toggleHold());
    this.hold.setAttribute('aria-pressed', 'false');
    this.mute = button('Mute', 'quiet', () => this.toggleMute());
    this.mute.setAttribute('aria-pressed', 'false');
    this.element = el('section', {className: 'phone card', tabIndex: -1, 'aria-label': this.name, onkeydown: event => this.typed(event)},
      el('div', {className: 'phone-head'}, this.choice, this.power),
      el('div', {className: 'screen'}, this.status, this.clock, this.caption, this.offers),
      this.input,
      this.keys,
      el('div', {className: 'buttons'}, this.green, this.red),
      el('div', {className: 'buttons small-buttons'}, this.hold, this.mute));
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  render() {
    const busy = this.mode !== 'idle';
    const peer = this.peerName && this.peerName !== this.peer ? `${this.peerName} (${this.peer})` : this.peer;
    if (!this.number) this.say('No telephone is free');
    else if (!this.on) this.say('Off');
    else if (this.mode === 'idle') this.say('Ready');
    else if (this.mode === 'calling') this.say(`Calling ${peer}`);
    else if (this.mode === 'ringing') this.say(`${peer || 'Somebody'} is calling`);
    else if (this.held) this.say(`You hold ${peer}`);
    else if (this.ear.pattern === 'hold') this.say('You are on hold');
    else this.say(this.with ? `You talk to ${this.with}` : `In a call with ${peer}`);
    this.element.classList.toggle('on', this.on);
    this.element.classList.toggle('rings', this.mode === 'ringing');
    this.element.classList.toggle('talks', this.mode === 'talking');
    this.power.setAttribute('aria-checked', String(this.on));
    this.power.disabled = !this.number;
    this.offers.hidden = busy;
    this.choice.disabled = this.on;
    this.green.textContent = this.mode === 'ringing' ? 'Answer' : 'Call';
    this.green.disabled = !this.number || this.mode === 'calling' || (this.mode === 'talking' && !this.input.value);
    this.red.textContent = this.mode === 'ringing' ? 'Reject' : 'Hang up';
    this.red.disabled = !busy;
    this.hold.disabled = this.mode !== 'talking';
    this.hold.setAttribute('aria-pressed', String(this.held));
    this.hold.textContent = this.held ? 'Resume' : 'Hold';
    this.mute.setAttribute('aria-pressed', String(this.ear.muted));
    this.tick();
  }

  tick() {
    this.clock.textContent = this.mode === 'talking' ? duration(Date.now() - this.since) : '';
  }

  heard(text, className = '') {
    this.caption.append(el('p', {className}, text));
    while (this.caption.childElementCount > CAPTIONS) this.caption.firstChild.remove();
    this.caption.scrollTop = this.caption.scrollHeight;
  }

  // ---- which extension

  choices(phones, index) {
    const mine = this.number;
    this.choice.replaceChildren(...phones.map(one => {
      const taken = one.taken && !(this.wasOn && one.number === mine);
      return el('option', {value: one.number, disabled: taken}, one.number + (taken ? ' (taken)' : ''));
    }));
    const free = phones.filter(one => !one.taken || (this.wasOn && one.number === mine));
    const still = phones.some(one => one.number === mine);
    if (!still) this.number = (free[index] ?? free[0])?.number ?? '';
    this.choice.value = this.number;
    this.offer();
    this.render();
  }

  /** What can be dialled with one click: scripts first. */
  offer() {
    const others = this.phones.all.filter(one => one.number !== this.number);
    const best = [...others.filter(one => !one.phone), ...others.filter(one => one.phone)].slice(0, OFFERS);
    this.offers.replaceChildren(...best.map(one =>
      el('button', {type: 'button', className: 'offer', 'aria-label': `Call ${one.number}, ${one.what}`, onclick: () => this.dial(one.number)},
        el('b', {}, one.number), el('span', {}, one.what))));
  }

  dial(number) {
    this.input.value = number;
    this.dialOrAnswer();
  }

  choose() {
    this.number = this.choice.value;
    this.offer();
    this.render();
  }

  // ---- what is done

  async toggle() {
    if (this.on) {
      this.wasOn = false;
      await this.act('unregister');
      this.off();
    } else {
      await this.switchOn();
    }
  }

  async switchOn() {
    if (this.on) return true;
    this.wasOn = true;
    this.on = await this.act('register');
    this.wasOn = this.on;
    if (!this.on) this.heard(`${this.number} is taken by somebody else.`, 'note');
    this.render();
    return this.on;
  }

  off() {
    this.on = false;
    this.ear.silence();
    this.reset();
    this.render();
  }

  /** The connection is gone, and the telephone with it; it comes back with the next one. */
  lost() {
    if (this.on) this.off();
  }

  again() {
    if (this.wasOn && !this.on) this.switchOn();
  }

  async act(act, what = '') {
    try {
      return (await this.app.post('phone', {number: this.number, act, what})).good;
    } catch {
      return false;
    }
  }

  async dialOrAnswer() {
    if (this.mode === 'ringing') {
      await this.act('answer');
      return;
    }
    const to = this.input.value.trim();
    if (!to) {
      this.input.focus();
      return;
    }
    if (!(await this.switchOn())) return;
    if (this.mode === 'idle') {
      this.caption.replaceChildren();
      this.mode = 'calling';
      this.peer = to;
      this.render();
    }
    else {
      this.waiting.push(this.peer);
    }
    if (await this.act('call', to)) {
      this.input.value = '';
      this.element.focus(); // from here on, digits are keys
    } else {
      this.heard(`${to} cannot be called now.`, 'note');
      if (this.lines === 0) this.reset();
      else this.waiting.pop();
    }
    this.render();
  }

  async press(key) {
    this.ear.key(key);
    const button = this.keys.querySelector(`[data-key="${key}"]`);
    button?.classList.add('pressed');
    setTimeout(() => button?.classList.remove('pressed'), 150);
    if (this.mode === 'talking') {
      this.heard(key, 'key');
      await this.act('press', key);
    } else if (this.mode === 'idle') {
      this.input.value += key;
      this.render();
    }
  }

  toggleHold() {
    this.held = !this.held;
    this.render();
    this.act('hold', this.held ? 'on' : 'off');
  }

  toggleMute() {
    this.ear.mute(!this.ear.muted);
    this.render();
  }

  typed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === this.choice) return;
    const inInput = event.target === this.input;
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (/^[0-9*#]$/.test(key) && !inInput) {
      event.preventDefault();
      this.press(key);
    } else if (event.key === 'Enter' && (inInput || this.mode === 'ringing') && event.target.tagName !== 'BUTTON') {
      event.preventDefault();
      this.dialOrAnswer();
    } else if (event.key === 'Escape' && this.mode !== 'idle') {
      event.preventDefault();
      this.act('hangup');
    } else if (event.key === 'Backspace' && !inInput && this.mode === 'idle') {
      this.input.value = this.input.value.slice(0, -1);
    }
    if (inInput) setTimeout(() => this.render());
  }

  // ---- what happens

  event(event, call) {
    switch (event.event) {
      case 'StateChanged': this.changed(event, call); break;
      case 'Dialled':
        if (this.lines++ === 0) {
          this.mode = 'ringing';
          this.peer = event.shown.number;
          this.peerName = event.shown.name;
          this.ear.hear('ring');
          this.phones.app.calls.follow(call);
        }
        break;
      case 'LegAnswered': this.talks(); break;
      case 'LegEnded': this.ended(event); break;
      case 'Hears': this.hears(event); break;
      case 'PartyChanged':
        if (event.number !== this.number) {
          this.peer = event.number;
          this.peerName = '';
        }
        break;
      case 'PlayStarted': this.plays(event); break;
      case 'PlayEnded': this.ear.stop(event.play); break;
      case 'KeysSent': for (const key of event.keys) this.ear.key(key); break;
      case 'DeviceHeld': this.held = event.on; break;
    }
    this.render();
  }

  changed(event, call) {
    const fresh = event.state === event.previous;
    const calling = event.caller === this.number;
    const peer = calling ? event.callee : event.caller;
    if (fresh && calling) {
      this.lines++;
      this.held = false;
      this.mode = 'calling';
      this.peer = peer;
      this.peerName = '';
      this.phones.app.calls.follow(call);
    } else if ((event.state === 'Answered' || event.state === 'InCall') && this.mode !== 'ringing') {
      if (this.mode === 'calling') this.talks();
      if (peer && peer !== this.number) this.peer = peer;
    }
  }

  talks() {
    if (this.mode !== 'talking') this.since = Date.now();
    this.mode = 'talking';
    if (this.ear.pattern === 'ring') this.ear.hear('');
  }

  ended(event) {
    this.lines = Math.max(0, this.lines - 1);
    if (this.lines > 0) {
      this.peer = this.waiting.pop() ?? this.peer;
      this.peerName = '';
      this.mode = 'talking';
      this.held = true;
      return;
    }
    const why = {Busy: 'is busy', NoAnswer: 'does not answer', NotFound: 'does not exist', Failed: 'cannot be reached'}[event.cause];
    this.heard(why && !event.byItself && this.mode === 'calling' ? `${this.peer} ${why}.` : 'The call has ended.', 'note');
    this.ear.silence();
    this.reset();
  }

  hears({kind, others}) {
    this.with = kind === 'Legs' ? others.join(', ') : '';
    if (this.mode === 'ringing') return;
    this.ear.hear({Ringback: 'ringback', HoldMusic: 'hold'}[kind] ?? '');
    if (kind === 'HoldMusic') this.heard('♪ hold music', 'note');
  }

  plays({play, sound, repeat}) {
    const texts = {
      Speech: () => sound.text.trim().replace(/\s+/g, ' '),
      File: () => `♪ ${sound.file.replace(/.*[/\\]/, '')}`,
      Tone: () => '♪ beep',
      Tones: () => '♪ tones',
    };
    this.heard((texts[sound.kind] ?? (() => '♪'))(), sound.kind === 'Speech' ? 'speech' : 'note');
    this.ear.play(play, sound, repeat, () => this.act('heard', String(play)));
  }
}
