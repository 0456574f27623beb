// Small things that every part of the page uses: elements, requests, times.

/** Makes an element: properties, `on…` listeners, `aria-…` and `data-…` attributes, children. */
export function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key.includes('-') || key === 'role' || key === 'for' || key === 'list') made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

export const byId = id => document.getElementById(id);

/** What the server said no to, in its words. */
export class Refused extends Error {
  constructor(status, text) {
    super(text || `The server answers ${status}.`);
    this.status = status;
  }
}

async function answer(response) {
  if (!response.ok) throw new Refused(response.status, (await response.text()).trim());
  return response;
}

export async function get(what, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return answer(await fetch(`/console/${what}${query && '?' + query}`));
}

export const getJson = async (what, parameters) => (await get(what, parameters)).json();

export async function post(what, fields = {}) {
  const response = await fetch(`/console/${what}`, {method: 'POST', body: new URLSearchParams(fields)});
  return (await answer(response)).json();
}

/** 7 s, 1:05, 1:02:03. */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = number => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const today = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'});
const before = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});

export function moment(milliseconds) {
  const date = new Date(milliseconds);
  const same = date.toDateString() === new Date().toDateString();
  return (same ? today : before).format(date);
}

/** The last part of a path or URL. */
export const shortName = name => name.replace(/[?#].*/, '').replace(/.*[/\\]/, '') || name;

/** A text that goes to the page's status for those who do not see. */
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What is said when there is nothing to show. */
export const empty = (title, text) =>
  el('div', {className: 'empty'}, el('p', {className: 'empty-title'}, title), el('p', {className: 'muted'}, text));
