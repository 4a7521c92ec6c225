/**
 * The shell of the console: the desk's first page, search, the exercise bar.
 *
 * <p>Takes what every stage shows, gives one place to stand. Never holds data of its own.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel", "ledger", "access", "collect", "read", "assess", "decide", "watch", "warn",
      "deliver", "publish", "answer", "outcome"
    })
package org.tocsin.server.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
