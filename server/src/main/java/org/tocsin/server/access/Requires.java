// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on a controller, or on one of its methods, whose act it is: any one of these roles is
 * enough; with none named, everybody who is signed in. The method's own wins over the controller's.
 *
 * <p>Holds for pages and API alike and is enforced before the method runs, with problem T9003. What
 * has no such mark and is not public is refused to everybody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Requires {
  /** The roles of which one is needed. */
  Role[] value() default {};
}
