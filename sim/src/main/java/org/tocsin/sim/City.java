// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.ZoneId;
import java.util.List;

/**
 * A real city round which watchers are placed.
 *
 * @param spreadMetres standard deviation of the distance north-south and east-west
 * @param weight its share of the watchers, in thousandths of all
 * @param language the commonest language there
 */
record City(
    String name,
    double latitude,
    double longitude,
    int spreadMetres,
    int weight,
    ZoneId zone,
    String language) {

  /** All cities. Their weights add up to 1,000, of which Moscow with Krasnogorsk has 80. */
  static final List<City> ALL =
      List.of(
          city("Moscow", 55.7558, 37.6173, 9_000, 74, "Europe/Moscow", "ru"),
          city("Krasnogorsk", 55.8260, 37.3300, 2_500, 6, "Europe/Moscow", "ru"),
          city("Saint Petersburg", 59.9386, 30.3141, 8_000, 40, "Europe/Moscow", "ru"),
          city("Kazan", 55.7887, 49.1221, 5_000, 15, "Europe/Moscow", "ru"),
          city("Yekaterinburg", 56.8519, 60.6122, 5_000, 15, "Asia/Yekaterinburg", "ru"),
          city("Makhachkala", 42.9764, 47.5024, 4_000, 10, "Europe/Moscow", "ru"),
          city("Kyiv", 50.4547, 30.5238, 7_000, 30, "Europe/Kyiv", "uk"),
          city("Warsaw", 52.2298, 21.0118, 7_000, 25, "Europe/Warsaw", "pl"),
          city("Berlin", 52.5244, 13.4105, 8_000, 40, "Europe/Berlin", "de"),
          city("Paris", 48.8534, 2.3488, 7_000, 45, "Europe/Paris", "fr"),
          city("London", 51.5085, -0.1257, 10_000, 60, "Europe/London", "en"),
          city("Brussels", 50.8505, 4.3488, 5_000, 20, "Europe/Brussels", "fr"),
          city("Vienna", 48.2085, 16.3721, 6_000, 20, "Europe/Vienna", "de"),
          city("Rome", 41.8919, 12.5113, 7_000, 25, "Europe/Rome", "it"),
          city("Madrid", 40.4165, -3.7026, 7_000, 30, "Europe/Madrid", "es"),
          city("Stockholm", 59.3326, 18.0649, 6_000, 15, "Europe/Stockholm", "sv"),
          city("Riga", 56.9460, 24.1059, 4_000, 10, "Europe/Riga", "lv"),
          city("Istanbul", 41.0138, 28.9497, 11_000, 55, "Europe/Istanbul", "tr"),
          city("Ankara", 39.9199, 32.8543, 6_000, 20, "Europe/Istanbul", "tr"),
          city("Tbilisi", 41.6941, 44.8337, 5_000, 10, "Asia/Tbilisi", "ka"),
          city("Tehran", 35.6944, 51.4215, 9_000, 25, "Asia/Tehran", "fa"),
          city("Kerman", 30.2832, 57.0788, 3_500, 10, "Asia/Tehran", "fa"),
          city("Kabul", 34.5289, 69.1725, 6_000, 20, "Asia/Kabul", "fa"),
          city("Dushanbe", 38.5358, 68.7791, 4_000, 10, "Asia/Dushanbe", "tg"),
          city("Tashkent", 41.2647, 69.2163, 6_000, 15, "Asia/Tashkent", "uz"),
          city("Almaty", 43.2500, 76.9167, 6_000, 15, "Asia/Almaty", "ru"),
          city("Islamabad", 33.7215, 73.0433, 5_000, 20, "Asia/Karachi", "ur"),
          city("Karachi", 24.8608, 67.0104, 9_000, 25, "Asia/Karachi", "ur"),
          city("New Delhi", 28.6358, 77.2244, 9_000, 35, "Asia/Kolkata", "en"),
          city("Baghdad", 33.3406, 44.4009, 8_000, 20, "Asia/Baghdad", "ar"),
          city("Beirut", 33.8933, 35.5016, 4_000, 15, "Asia/Beirut", "ar"),
          city("Cairo", 30.0626, 31.2497, 9_000, 40, "Africa/Cairo", "ar"),
          city("Nairobi", -1.2833, 36.8167, 6_000, 20, "Africa/Nairobi", "en"),
          city("Lagos", 6.4541, 3.3947, 9_000, 20, "Africa/Lagos", "en"),
          city("New York", 40.7143, -74.0060, 10_000, 45, "America/New_York", "en"),
          city("Washington", 38.8951, -77.0364, 7_000, 30, "America/New_York", "en"),
          city("Toronto", 43.7001, -79.4163, 8_000, 15, "America/Toronto", "en"),
          city("Mexico City", 19.4285, -99.1277, 10_000, 15, "America/Mexico_City", "es"),
          city("Seoul", 37.5660, 126.9784, 9_000, 20, "Asia/Seoul", "ko"),
          city("Tokyo", 35.6895, 139.6917, 11_000, 20, "Asia/Tokyo", "ja"));

  private static final int WEIGHTS = ALL.stream().mapToInt(City::weight).sum();

  /** The city of a number from 0 (included) to 1 (excluded). */
  static City at(double unit) {
    double left = unit * WEIGHTS;
    for (City city : ALL) {
      left -= city.weight();
      if (left < 0) {
        return city;
      }
    }
    return ALL.getLast();
  }

  boolean inMoscowArea() {
    return name.equals("Moscow") || name.equals("Krasnogorsk");
  }

  private static City city(
      String name, double lat, double lon, int spread, int weight, String zone, String language) {
    return new City(name, lat, lon, spread, weight, ZoneId.of(zone), language);
  }
}
