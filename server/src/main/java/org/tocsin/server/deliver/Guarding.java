// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Handling;

/**
 * Puts every channel that there is behind its gates, before anything else can get hold of it: a
 * runner, a page, or one that is written tomorrow.
 */
@Component
final class Guarding implements BeanPostProcessor {

  private final ObjectProvider<ExerciseMailbox> mailbox;
  private final ObjectProvider<ExerciseSettings> settings;
  private final ObjectProvider<ToldBefore> cleared;
  private final boolean exerciseServer;

  Guarding(
      ObjectProvider<ExerciseMailbox> mailbox,
      ObjectProvider<ExerciseSettings> settings,
      ObjectProvider<ToldBefore> cleared,
      @Value("${tocsin.exercise:false}") boolean exerciseServer) {
    this.mailbox = mailbox;
    this.settings = settings;
    this.cleared = cleared;
    this.exerciseServer = exerciseServer;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof Channel channel && !(bean instanceof GuardedChannel)
        ? new GuardedChannel(
            channel,
            new Gate.Cleared() {
              @Override
              public Map<Long, Handling> of(long... watchers) {
                return cleared.getObject().of(watchers);
              }

              @Override
              public Set<Long> toldBefore(ApprovedWarning ending, long... watchers) {
                return cleared.getObject().toldBefore(ending, watchers);
              }
            },
            mailbox::getObject,
            settings.getObject().mayReachPeople(channel.kind()),
            exerciseServer)
        : bean;
  }
}
