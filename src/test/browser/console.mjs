// Looks at the console as a person does: logs in, dials the sample IVR, presses keys, is transferred to the second
// telephone, answers there, hangs up. Usage: node console.mjs URL SCREENSHOTS [story|look ...]
//   CHROMIUM  the browser's path
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const require = createRequire(join(process.env.PLAYWRIGHT ?? process.cwd(), 'package.json'));
const {chromium} = require('playwright-core');
const [url, shots, mode = 'all'] = process.argv.slice(2);
const {CONSOLE_USER: user, CONSOLE_PASSWORD: password} = process.env;
mkdirSync(shots, {recursive: true});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-gpu'],
});
const failures = [];

async function page(options) {
  const context = await browser.newContext(options);
  const made = await context.newPage();
  made.setDefaultTimeout(20_000);
  made.on('console', message => {
    if (message.type() === 'error' && !/status of 401/.test(message.text())) failures.push(message.text());
  });
  made.on('pageerror', error => failures.push(String(error)));
  return made;
}

const shot = (one, name, full = false) => one.screenshot({path: join(shots, `${name}.png`), fullPage: full});
const say = text => console.log(text);

async function logIn(one) {
  await one.goto(url);
  if (!url.includes('#invitation=')) {
    await one.getByLabel('User').fill(user);
    await one.getByLabel('Password').fill('wrong');
    await one.getByRole('button', {name: 'Log in'}).click();
    await one.getByText('do not belong together').waitFor();
    say('a wrong password is refused in words');
    await one.getByLabel('Password').fill(password);
    await one.getByRole('button', {name: 'Log in'}).click();
  }
  await one.getByText('live', {exact: true}).waitFor();
  assert.equal(new URL(one.url()).hash.includes('invitation'), false, 'the code stays in the history');
  say('logged in');
}

/** Where the picture says that the call is: the lines of the box that is marked. */
const here = one => one.locator('.detail .flow').evaluate(flow => {
  const box = flow.shadowRoot.querySelector('[data-from].now');
  return box ? `${flow.shadowRoot.querySelector('.name')?.textContent}:${box.dataset.from}` : '';
});

async function waitHere(one, wanted, name) {
  const end = Date.now() + 20_000;
  let at = '';
  while (Date.now() < end) {
    at = await here(one);
    if (wanted(at)) {
      say(`the picture shows ${at} (${name})`);
      return at;
    }
    await one.waitForTimeout(50);
  }
  throw new Error(`the picture shows "${at}", not ${name}`);
}

async function story() {
  const one = await page({viewport: {width: 1280, height: 860}, colorScheme: 'light'});
  await one.goto(url.replace(/#.*/, ''));
  await one.getByRole('heading', {name: 'Console'}).waitFor();
  await shot(one, 'console-login');
  await logIn(one);
  await shot(one, 'console-empty');
  const a = one.getByRole('region', {name: 'Phone A'});
  const b = one.getByRole('region', {name: 'Phone B'});
  await a.getByRole('combobox', {name: 'Extension'}).selectOption('1001');
  await b.getByRole('combobox', {name: 'Extension'}).selectOption('2001');
  await b.getByRole('switch').click();
  await b.getByText('Ready').waitFor();
  await a.getByLabel('Number to dial').fill('9994');
  await a.getByRole('button', {name: 'Call', exact: true}).click();
  await a.getByText('Welcome to Harbour Bicycles').waitFor();
  say('the caption says the welcome');
  await one.locator('.transcript').getByText('hears "Welcome to Harbour Bicycles').waitFor();
  const first = await waitHere(one, at => at.startsWith('main.xml'), 'the main menu');
  await one.waitForTimeout(600);
  await shot(one, 'console-menu');
  await a.getByRole('button', {name: '1', exact: true}).click();
  await one.locator('.transcript').getByText('1001 presses').waitFor();
  await a.getByText('For bicycles, press 1').waitFor();
  const second = await waitHere(one, at => at.startsWith('sales.xml'), 'sales');
  assert.notEqual(first, second);
  await one.waitForTimeout(600);
  await shot(one, 'console-sales');
  await one.keyboard.press('1');
  await one.locator('.transcript .key').nth(1).waitFor();
  await a.getByText('I connect you to our sales team').waitFor();
  await waitHere(one, at => at && at !== second, 'the transfer');
  await b.getByText('1001 is calling').waitFor();
  say('the second telephone rings');
  await one.waitForTimeout(700);
  await shot(one, 'console-transfer');
  await b.getByRole('button', {name: 'Answer'}).click();
  await b.getByText(/You talk to 1001/).first().waitFor();
  await a.getByText(/You talk to 2001/).first().waitFor();
  say('both talk to each other');
  await one.waitForTimeout(1200);
  await shot(one, 'console-talk');
  await b.getByRole('button', {name: 'Hold'}).click();
  await a.getByText('You are on hold').waitFor();
  await b.getByRole('button', {name: 'Resume'}).click();
  await a.getByText(/You talk to 2001/).first().waitFor();
  await a.getByRole('button', {name: 'Hang up'}).click();
  await a.getByText('Ready').waitFor();
  await b.getByText('Ready').waitFor();
  say('both have hung up');
  await one.getByRole('link', {name: 'History'}).click();
  await one.locator('td', {hasText: '9994'}).first().waitFor();
  await shot(one, 'console-history');
  await one.getByRole('link', {name: 'Messages'}).click();
  await one.getByRole('heading', {name: 'Messages'}).waitFor();
  if (user) {
    await one.getByText('Ready <b>today</b>').waitFor();
    await shot(one, 'console-messages');
  } else {
    await one.getByText('No messages').waitFor();
  }
  await one.getByRole('link', {name: 'Scripts'}).click();
  await one.getByRole('link', {name: 'main.xml'}).first().click();
  await one.locator('.detail .flow svg').first().waitFor();
  await one.waitForTimeout(300);
  await shot(one, 'console-scripts');
  say('history and scripts are there');
  return one;
}

/** Dark, and as small as a telephone. */
async function look(context) {
  const looks = [
    ['dark', {width: 1280, height: 860}, 'dark'],
    ['small', {width: 360, height: 740}, 'light'],
    ['small-dark', {width: 360, height: 740}, 'dark'],
  ];
  const one = await context.newPage();
  for (const [name, viewport, colorScheme] of looks) {
    await one.setViewportSize(viewport);
    await one.emulateMedia({colorScheme});
    await one.goto(url.replace(/#.*/, '#/calls'));
    await one.reload();
    await one.getByText('live', {exact: true}).waitFor();
    const a = one.getByRole('region', {name: 'Phone A'});
    await a.getByLabel('Number to dial').fill('9994');
    await a.getByRole('button', {name: 'Call', exact: true}).click();
    await one.locator('.transcript').getByText('hears "Welcome').waitFor();
    await waitHere(one, at => at.startsWith('main.xml'), name);
    await one.waitForTimeout(600);
    await shot(one, `console-${name}`, name.startsWith('small'));
    const wide = await one.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= viewport.width, `${name}: the page is ${wide} wide`);
    await a.getByRole('button', {name: 'Hang up'}).click();
    await a.getByText('Ready').waitFor();
  }
  await one.close();
}

try {
  const one = await story();
  const context = one.context();
  await one.close();
  if (mode !== 'story') await look(context);
  assert.deepEqual(failures, [], 'the browser complains');
  say('good');
} catch (error) {
  for (const context of browser.contexts()) {
    for (const [index, one] of context.pages().entries()) await shot(one, `failed-${index}`).catch(() => {});
  }
  console.error(failures.join('\n'));
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
