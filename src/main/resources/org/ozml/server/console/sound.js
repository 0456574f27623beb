// What a telephone in the page sounds like: tones by WebAudio, speech by the browser, files as they are.

const KEYS = {
  1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 4: [770, 1209], 5: [770, 1336], 6: [770, 1477],
  7: [852, 1209], 8: [852, 1336], 9: [852, 1477], '*': [941, 1209], 0: [941, 1336], '#': [941, 1477],
  A: [697, 1633], B: [770, 1633], C: [852, 1633], D: [941, 1633],
};

/** About 150 words a minute, as announcements are spoken. */
const WORD = 400;

let context = null;

/** Browsers let a page sound only after somebody has touched it. */
function audio() {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') context.resume().catch(() => {});
    return context;
  } catch {
    return null;
  }
}

addEventListener('pointerdown', audio, {once: true});
addEventListener('keydown', audio, {once: true});

/** Sounds frequencies from a moment on; returns how it is stopped. */
function sound(frequencies, at, length, loudness) {
  const place = audio();
  if (!place) return () => {};
  const begin = place.currentTime + at;
  const gain = place.createGain();
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(loudness, begin + 0.01);
  gain.gain.setValueAtTime(loudness, begin + Math.max(0.02, length - 0.02));
  gain.gain.linearRampToValueAtTime(0, begin + length);
  gain.connect(place.destination);
  const all = frequencies.map(hertz => {
    const one = place.createOscillator();
    one.frequency.value = hertz;
    one.connect(gain);
    one.start(begin);
    one.stop(begin + length);
    return one;
  });
  return () => {
    gain.disconnect();
    for (const one of all) one.disconnect();
  };
}

/** Sounds a pattern over and over: [frequencies, at, length] in seconds. */
function over(pattern, every, loudness) {
  let stops = [];
  const once = () => {
    stops = pattern.map(([frequencies, at, length]) => sound(frequencies, at, length, loudness));
  };
  once();
  const timer = setInterval(once, every * 1000);
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

const NOTES = [262, 330, 392, 494, 440, 392, 330, 294];

export const PATTERNS = {
  ring: () => over([[[440, 480], 0, 0.4], [[440, 480], 0.6, 0.4]], 3, 0.06),
  ringback: () => over([[[440, 480], 0, 1.4]], 4, 0.02),
  hold: () => over(NOTES.map((note, at) => [[note], at * 0.5, 0.45]), 4, 0.02),
};

/** What a telephone hears; each has one. */
export class Ear {
  constructor() {
    this.muted = false;
    this.plays = new Map();
    this.pattern = '';
    this.stopPattern = null;
  }

  mute(on) {
    this.muted = on;
    for (const play of this.plays.values()) play.mute(on);
    const pattern = this.pattern;
    this.hear('');
    this.hear(pattern);
  }

  /** The feedback of a key. */
  key(key) {
    if (!this.muted && KEYS[key]) sound(KEYS[key], 0, 0.14, 0.05);
  }

  /** Hears ring, ringback or hold until something else is heard. */
  hear(pattern) {
    if (pattern === this.pattern && this.stopPattern) return;
    this.stopPattern?.();
    this.pattern = pattern;
    this.stopPattern = pattern && !this.muted ? PATTERNS[pattern]() : null;
  }

  /** Plays a sound; `done` is told when it has been heard to its end, not when it is stopped. */
  play(id, what, repeat, done) {
    this.stop(id);
    const end = () => {
      if (this.plays.get(id) !== play) return;
      if (repeat) begin();
      else {
        this.plays.delete(id);
        done();
      }
    };
    const play = {stop: () => {}, mute: () => {}};
    const begin = () => {
      if (what.kind === 'Speech') speech(play, what, this.muted, end);
      else if (what.kind === 'File') file(play, id, what, this.muted, end);
      else tones(play, what.kind === 'Tone' ? [what] : what.tones, this.muted, end);
    };
    this.plays.set(id, play);
    begin();
  }

  stop(id) {
    const play = this.plays.get(id);
    this.plays.delete(id);
    play?.stop();
  }

  silence() {
    for (const id of [...this.plays.keys()]) this.stop(id);
    this.hear('');
  }
}

function speech(play, {text, language, voice}, muted, end) {
  const estimate = Math.max(1, text.trim().split(/\s+/).length) * WORD;
  const synthesis = globalThis.speechSynthesis;
  const voices = synthesis?.getVoices() ?? [];
  if (muted || !voices.length) {
    // The caption stands as long as it would be spoken.
    const timer = setTimeout(end, estimate);
    play.stop = () => clearTimeout(timer);
    return;
  }
  const spoken = new SpeechSynthesisUtterance(text);
  if (language) spoken.lang = language;
  const named = voice && voices.find(one => one.name.toLowerCase().includes(voice.toLowerCase()));
  const same = language && voices.find(one => one.lang.toLowerCase().startsWith(language.toLowerCase()));
  if (named || same) spoken.voice = named || same;
  let over = false;
  const finish = () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    end();
  };
  // Some browsers forget to say when they have spoken.
  const timer = setTimeout(finish, estimate * 2 + 3000);
  const stop = () => {
    over = true;
    clearTimeout(timer);
    synthesis.cancel();
  };
  spoken.onend = finish;
  spoken.onerror = event => {
    if (event.error === 'canceled' || event.error === 'interrupted') return;
    if (!over) setTimeout(finish, estimate);
  };
  play.stop = stop;
  play.mute = on => {
    if (!on) return;
    stop();
    over = false;
    const rest = setTimeout(finish, estimate / 2);
    play.stop = () => clearTimeout(rest);
  };
  synthesis.speak(spoken);
}

function file(play, id, what, muted, end) {
  if (/^https?:/i.test(what.file)) { // a page of ours plays nothing from elsewhere
    const timer = setTimeout(end, 3000);
    play.stop = () => clearTimeout(timer);
    return;
  }
  const player = new Audio(`/console/audio?play=${id}`);
  let timer = 0;
  player.muted = muted;
  player.onended = end;
  player.onerror = () => { timer = setTimeout(end, 1000); };
  play.mute = on => { player.muted = on; };
  play.stop = () => {
    clearTimeout(timer);
    player.onerror = player.onended = null;
    player.pause();
    player.removeAttribute('src');
  };
  player.play().catch(() => player.onerror?.());
}

function tones(play, all, muted, end) {
  let at = 0;
  const stops = [];
  for (const {hertz, length} of all) {
    if (hertz && !muted) stops.push(sound([hertz], at, length, 0.05));
    at += length;
  }
  const timer = setTimeout(end, at * 1000);
  play.stop = () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
