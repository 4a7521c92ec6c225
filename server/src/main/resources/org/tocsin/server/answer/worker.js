// SPDX-License-Identifier: Apache-2.0
// Shows warnings that are pushed to this device. A message carries a token and marks and no word:
// the words are fetched from the server that sent it. When that fails, the person still hears that
// there is a warning and where to read it.
'use strict';

const FETCHED_WITHIN_MILLISECONDS = 10000;
const OPEN = {
  en: 'A warning for you – open',
  ru: 'Предупреждение для вас – откройте',
  uk: 'Попередження для вас – відкрийте',
  de: 'Eine Warnung für Sie – öffnen',
  fr: 'Une alerte pour vous – ouvrir',
  es: 'Una alerta para usted – abrir',
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('push', event => event.waitUntil(show(event.data)));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

async function show(data) {
  const message = read(data);
  const words = (await fetched(message.token)) || unread(message);
  await self.registration.showNotification(words.title, {
    body: words.body,
    lang: words.lang,
    dir: 'auto',
    icon: '/assets/bell.svg',
    tag: message.tag,
    // A later message of the same warning takes the place of the earlier one and sounds again;
    // what may have come before does not sound twice.
    renotify: !message.repeat,
    requireInteraction: true,
    data: page(message.token),
  });
}

function read(data) {
  let message = {};
  try {
    message = data.json();
  } catch (none) {
    // A browser must show something for every push; what cannot be read is still a warning.
  }
  const token = String(message.token || '');
  return {
    token: /^[A-Za-z0-9_-]{1,200}$/.test(token) ? token : '',
    tag: String(message.tag || 'tocsin'),
    lang: String(message.lang || 'en'),
    exercise: message.exercise === true,
    repeat: message.repeat === true,
  };
}

async function fetched(token) {
  if (!token) {
    return null;
  }
  try {
    const answer = await fetch(page(token) + '/words', {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(FETCHED_WITHIN_MILLISECONDS),
    });
    return answer.ok ? await answer.json() : null;
  } catch (offline) {
    return null;
  }
}

function unread(message) {
  const lang = message.lang.split('-')[0].toLowerCase();
  const known = lang in OPEN ? lang : 'en';
  return { title: (message.exercise ? '[EXERCISE] ' : '') + OPEN[known], body: '', lang: known };
}

function page(token) {
  return self.registration.scope + token;
}

async function open(address) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(each => each.url.split(/[?#]/)[0] === address);
  return there ? there.focus() : self.clients.openWindow(address);
}
