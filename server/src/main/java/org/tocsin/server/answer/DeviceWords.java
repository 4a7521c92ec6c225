// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Locale;
import java.util.Map;

/**
 * What the answer page says about the device at hand, in one language; a language that is not here
 * gets English.
 *
 * @param heading above it
 * @param explained what happens and what does not
 * @param on on the button that adds the device
 * @param off on the button that removes it
 * @param all on the button that removes every device
 * @param count in front of how many there are
 * @param added when it was added
 * @param stopped when it was removed
 * @param denied when the browser does not allow notifications
 * @param full when there are as many as allowed
 * @param failed when it did not work
 */
public record DeviceWords(
    String heading,
    String explained,
    String on,
    String off,
    String all,
    String count,
    String added,
    String stopped,
    String denied,
    String full,
    String failed) {

  private static final DeviceWords ENGLISH =
      new DeviceWords(
          "This device",
          "Later warnings for you can also come as a notification of this browser. Its maker learns that you are told something, but not what.",
          "Warn me on this device too",
          "Stop on this device",
          "Stop on all devices",
          "Devices that are warned too:",
          "This device will be warned too.",
          "This device will not be warned any more.",
          "The browser does not allow notifications of this page. Allow them in its settings, then try again.",
          "Too many devices are warned already. Stop on all devices first.",
          "It did not work. Try again later, or with another browser.");

  private static final Map<String, DeviceWords> ALL =
      Map.of(
          "en",
          ENGLISH,
          "ru",
          new DeviceWords(
              "Это устройство",
              "Следующие предупреждения могут приходить и как уведомления этого браузера. Его производитель узнает, что вам что-то сообщили, но не узнает, что именно.",
              "Предупреждать и на этом устройстве",
              "Больше не предупреждать на этом устройстве",
              "Больше не предупреждать ни на одном устройстве",
              "Устройств, на которые приходят уведомления:",
              "Предупреждения будут приходить и на это устройство.",
              "На это устройство предупреждения больше не приходят.",
              "Браузер не разрешает уведомления этой страницы. Разрешите их в настройках и попробуйте снова.",
              "Устройств уже слишком много. Сначала отключите все устройства.",
              "Не получилось. Попробуйте позже или в другом браузере."),
          "uk",
          new DeviceWords(
              "Цей пристрій",
              "Наступні попередження можуть надходити і як сповіщення цього браузера. Його виробник дізнається, що вам щось повідомили, але не дізнається, що саме.",
              "Попереджати і на цьому пристрої",
              "Більше не попереджати на цьому пристрої",
              "Більше не попереджати на жодному пристрої",
              "Пристроїв, на які надходять сповіщення:",
              "Попередження надходитимуть і на цей пристрій.",
              "На цей пристрій попередження більше не надходять.",
              "Браузер не дозволяє сповіщень цієї сторінки. Дозвольте їх у налаштуваннях і спробуйте ще раз.",
              "Пристроїв уже забагато. Спершу вимкніть усі пристрої.",
              "Не вдалося. Спробуйте пізніше або в іншому браузері."),
          "de",
          new DeviceWords(
              "Dieses Gerät",
              "Weitere Warnungen für Sie können auch als Mitteilung dieses Browsers kommen. Sein Hersteller erfährt, dass Ihnen etwas mitgeteilt wird, aber nicht was.",
              "Warnen Sie mich auch auf diesem Gerät",
              "Auf diesem Gerät nicht mehr",
              "Auf keinem Gerät mehr",
              "Geräte, die auch gewarnt werden:",
              "Dieses Gerät wird auch gewarnt.",
              "Dieses Gerät wird nicht mehr gewarnt.",
              "Der Browser erlaubt dieser Seite keine Mitteilungen. Erlauben Sie sie in den Einstellungen und versuchen Sie es erneut.",
              "Es werden schon zu viele Geräte gewarnt. Schalten Sie zuerst alle ab.",
              "Das ging nicht. Versuchen Sie es später oder mit einem anderen Browser."),
          "fr",
          new DeviceWords(
              "Cet appareil",
              "Les prochaines alertes pour vous peuvent aussi arriver comme notification de ce navigateur. Son éditeur apprend qu'on vous dit quelque chose, mais pas quoi.",
              "M'alerter aussi sur cet appareil",
              "Arrêter sur cet appareil",
              "Arrêter sur tous les appareils",
              "Appareils alertés aussi :",
              "Cet appareil sera alerté aussi.",
              "Cet appareil ne sera plus alerté.",
              "Le navigateur n'autorise pas les notifications de cette page. Autorisez-les dans ses réglages, puis réessayez.",
              "Trop d'appareils sont déjà alertés. Arrêtez d'abord sur tous les appareils.",
              "Cela n'a pas marché. Réessayez plus tard ou avec un autre navigateur."),
          "es",
          new DeviceWords(
              "Este dispositivo",
              "Las próximas alertas para usted también pueden llegar como notificación de este navegador. Su fabricante sabe que se le comunica algo, pero no qué.",
              "Avisarme también en este dispositivo",
              "Dejar de avisar en este dispositivo",
              "Dejar de avisar en todos los dispositivos",
              "Dispositivos que también reciben avisos:",
              "Este dispositivo también recibirá avisos.",
              "Este dispositivo ya no recibirá avisos.",
              "El navegador no permite notificaciones de esta página. Permítalas en sus ajustes e inténtelo de nuevo.",
              "Ya hay demasiados dispositivos. Primero deje de avisar en todos.",
              "No ha funcionado. Inténtelo más tarde o con otro navegador."));

  static DeviceWords in(String language) {
    int dash = language.indexOf('-');
    String kin = (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
    return ALL.getOrDefault(kin, ENGLISH);
  }
}
