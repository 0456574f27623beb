// The page: login, connection, views.
import {byId, getJson, post, Refused} from './page.js';
import {Calls} from './calls.js';
import {History, Messages, Scripts} from './lists.js';
import {Phones} from './phone.js';

const app = {
  viewer: '',
  calls: null,
  phones: null,
  /** Sends something that concerns this page. */
  post: (what, fields) => post(what, {...fields, viewer: app.viewer}),
  view: null,
};

let source = null;

// ---- login

function showLogin(message = '') {
  source?.close();
  source = null;
  byId('console').hidden = true;
  byId('login').hidden = false;
  byId('login-error').textContent = message;
  document.title = 'Log in – Console';
  byId('login-form').elements.user.focus();
}

async function enter() {
  try {
    const session = await getJson('session');
    byId('login').hidden = true;
    byId('console').hidden = false;
    byId('who').textContent = session.user;
    begin();
  } catch (refused) {
    showLogin(refused instanceof Refused && refused.status !== 401 ? refused.message : '');
  }
}

byId('login-form').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector('button');
  button.disabled = true;
  byId('login-error').textContent = '';
  try {
    await post('login', {user: form.elements.user.value, password: form.elements.password.value});
    form.reset();
    await enter();
  } catch (refused) {
    byId('login-error').textContent = refused instanceof Refused
      ? refused.message
      : 'The server cannot be reached.';
    form.elements.password.select();
  } finally {
    button.disabled = false;
  }
});

byId('logout').addEventListener('click', async () => {
  app.phones?.off();
  source?.close();
  await post('logout').catch(() => {});
  location.hash = '';
  location.reload();
});

/** A link from the terminal lets in once; its code must not stay in the history. */
async function invited() {
  const code = /^#invitation=([\w-]+)$/.exec(location.hash)?.[1];
  if (!code) return '';
  history.replaceState(null, '', '#/calls');
  try {
    await post('invitation', {code});
    return '';
  } catch (refused) {
    return refused.message;
  }
}

// ---- connection

function link(state, text) {
  byId('link').className = 'link ' + state;
  byId('link').textContent = text;
}

function begin() {
  if (!app.phones) {
    app.phones = new Phones(byId('phones'), app);
    app.calls = new Calls(app);
    show();
  }
  connect();
}

function connect() {
  link('waiting', 'connecting');
  source = new EventSource('/console/events');
  const on = (name, use) => source.addEventListener(name, event => use(JSON.parse(event.data)));
  on('hello', hello => {
    app.viewer = hello.viewer;
    link('good', 'live');
    app.phones.hello(hello.phones);
    app.calls.hello();
  });
  on('phones', phones => app.phones.known(phones));
  on('calls', calls => {
    byId('live').textContent = calls.live;
    app.calls.rows(calls);
  });
  on('event', event => app.calls.event(event));
  on('phone', event => app.phones.event(event));
  source.addEventListener('error', lost);
}

/** The browser comes back by itself, unless the server has said no. */
async function lost() {
  link('lost', 'reconnecting');
  app.phones.lost();
  if (source?.readyState !== EventSource.CLOSED) return;
  try {
    await getJson('session');
    setTimeout(connect, 5000);
  } catch (refused) {
    if (refused instanceof Refused && refused.status === 401) showLogin('Please log in again.');
    else setTimeout(connect, 5000);
  }
}

addEventListener('pagehide', () => {
  if (app.viewer) navigator.sendBeacon('/console/leave', new URLSearchParams({viewer: app.viewer}));
});

// ---- views

const views = {
  calls: () => app.calls,
  history: () => new History(),
  messages: () => new Messages(),
  scripts: () => new Scripts(),
};
const made = {};

function show() {
  const [, name = 'calls', rest = ''] = /^#\/(\w+)(?:\/(.*))?$/.exec(location.hash) ?? [];
  const known = views[name] ? name : 'calls';
  for (const one of document.querySelectorAll('nav a')) {
    const current = one.hash === '#/' + known;
    if (current) one.setAttribute('aria-current', 'page');
    else one.removeAttribute('aria-current');
  }
  made[known] ??= views[known]();
  if (app.view !== made[known]) {
    app.view?.hide?.();
    app.view = made[known];
    byId('main').replaceChildren(app.view.element);
  }
  document.title = known[0].toUpperCase() + known.slice(1) + ' – Console';
  app.view.show(decodeURIComponent(rest));
}

addEventListener('hashchange', () => {
  if (location.hash.startsWith('#invitation=')) begun();
  else if (app.phones) show();
});

byId('dock-toggle').addEventListener('click', event => {
  const hidden = byId('phones').classList.toggle('away');
  event.target.setAttribute('aria-expanded', String(!hidden));
});

async function begun() {
  const refused = await invited();
  if (source) return;
  await enter();
  if (refused && !byId('login').hidden) byId('login-error').textContent = refused;
}

await begun();
