// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/** A channel for each service. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {

  @Bean
  Channel slackChannel(ChatSettings settings, Outbound outbound, JsonMapper json) {
    return new ChatChannel(new Slack(json, Slack.FORM), settings, outbound);
  }

  @Bean
  Channel teamsChannel(ChatSettings settings, Outbound outbound, JsonMapper json) {
    return new ChatChannel(new Teams(json, Teams.FORM), settings, outbound);
  }

  @Bean
  Channel mattermostChannel(ChatSettings settings, Outbound outbound, JsonMapper json) {
    return new ChatChannel(new Mattermost(json), settings, outbound);
  }

  @Bean
  Channel matrixChannel(ChatSettings settings, Outbound outbound, JsonMapper json) {
    return new ChatChannel(new Matrix(json, settings.hostTokens()), settings, outbound);
  }
}
