// SPDX-License-Identifier: Apache-2.0
// Offers to warn on the device at hand. Without this script, or where the browser has no push, the
// answer page shows nothing of it.
'use strict';

(() => {
  const box = document.getElementById('device');
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!box || !able) {
    return;
  }
  const scope = '/a/';
  const on = document.getElementById('device-on');
  const off = document.getElementById('device-off');
  const said = document.getElementById('device-said');

  const say = what => {
    said.textContent = box.dataset[what];
  };
  const offer = subscribed => {
    box.hidden = false;
    on.hidden = subscribed;
    off.hidden = !subscribed;
  };
  const post = (path, fields) =>
    fetch(scope + box.dataset.token + path, { method: 'POST', body: new URLSearchParams(fields) });

  async function current() {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    return registration ? registration.pushManager.getSubscription() : null;
  }

  async function subscribe() {
    await navigator.serviceWorker.register(scope + 'worker.js', { scope });
    const manager = (await navigator.serviceWorker.ready).pushManager;
    const options = { userVisibleOnly: true, applicationServerKey: box.dataset.key };
    try {
      return await manager.subscribe(options);
    } catch (failed) {
      // One that was made under an earlier key of the server stands in the way.
      const old = await manager.getSubscription();
      if (!old) {
        throw failed;
      }
      await old.unsubscribe();
      return manager.subscribe(options);
    }
  }

  async function add() {
    if ((await Notification.requestPermission()) !== 'granted') {
      say('denied');
      return;
    }
    const subscription = await subscribe();
    const { endpoint, keys } = subscription.toJSON();
    const answer = await post('/device', { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    if (answer.ok) {
      offer(true);
      say('added');
    } else {
      await subscription.unsubscribe();
      say(answer.status === 409 ? 'full' : 'failed');
    }
  }

  async function stop() {
    const subscription = await current();
    if (subscription) {
      const answer = await post('/device/stop', { endpoint: subscription.endpoint });
      if (!answer.ok) {
        say('failed');
        return;
      }
      await subscription.unsubscribe();
    }
    offer(false);
    say('stopped');
  }

  const acting = act => async event => {
    event.target.disabled = true;
    try {
      await act();
    } catch (failed) {
      say('failed');
    } finally {
      event.target.disabled = false;
    }
  };
  on.addEventListener('click', acting(add));
  off.addEventListener('click', acting(stop));
  current().then(subscription => offer(subscription !== null), () => offer(false));
})();
