// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

/**
 * One person as the page of people shows them.
 *
 * @param officer the person
 * @param hasPassword whether a password was ever set
 * @param disabled whether access was taken away
 */
public record PersonRow(Officer officer, boolean hasPassword, boolean disabled) {

  static PersonRow of(PeopleStore.Person person) {
    return new PersonRow(person.officer(), person.password() != null, person.disabled());
  }
}
