// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: tipsters are counted before anything of theirs is read. */
class TipGateTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static TipGate gate(MockEnvironment environment) {
    return new TipGate(new TipSettings(true, "call 112", 2, 5), environment);
  }

  private static MockHttpServletRequest post(String path, String type, String from) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setServletPath(path);
    request.setContentType(type);
    request.setRemoteAddr(from);
    request.setContent(new byte[10]);
    return request;
  }

  /** The number of the refusal; empty when it is let in. */
  private static String refusal(TipGate gate, MockHttpServletRequest request)
      throws ServletException, IOException {
    try {
      gate.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
      return request.getAttribute(TipGate.REFUSED) instanceof Problem shownAgain
          ? shownAgain.type().number()
          : "";
    } catch (Problem refused) {
      return refused.type().number();
    }
  }

  private static String given(TipGate gate, String from, @Nullable String forwarded)
      throws ServletException, IOException {
    MockHttpServletRequest request = post("/tip", FORM, from);
    if (forwarded != null) {
      request.addHeader("X-Forwarded-For", forwarded);
    }
    return refusal(gate, request);
  }

  @Test
  void aSenderWhoGivesTooMuchIsRefusedAndStillReads() throws ServletException, IOException {
    TipGate gate = gate(new MockEnvironment());
    assertThat(given(gate, "192.0.2.1", null)).isEmpty();
    assertThat(refusal(gate, post("/api/v1/tips/more", "application/json", "192.0.2.1"))).isEmpty();
    assertThat(given(gate, "192.0.2.1", null)).isEqualTo("T1021");
    assertThat(given(gate, "192.0.2.2", null)).isEmpty();
    assertThat(refusal(gate, post("/tip/receipt", FORM, "192.0.2.1"))).isEmpty();
    assertThat(refusal(gate, new MockHttpServletRequest("GET", "/tip"))).isEmpty();
  }

  @Test
  void behindAProxyThatNobodyToldOfOnlyAllTogetherAreLimited()
      throws ServletException, IOException {
    TipGate gate = gate(new MockEnvironment());
    for (int i = 0; i < 5; i++) {
      assertThat(given(gate, "127.0.0.1", "192.0.2." + i)).isEmpty();
    }
    assertThat(given(gate, "127.0.0.1", "192.0.2.9")).isEqualTo("T1021");
    TipGate told =
        gate(new MockEnvironment().withProperty("server.forward-headers-strategy", "native"));
    given(told, "127.0.0.1", "x");
    given(told, "127.0.0.1", "x");
    assertThat(given(told, "127.0.0.1", "x")).isEqualTo("T1021");
    TipGate far = gate(new MockEnvironment());
    given(far, "192.0.2.1", "x");
    given(far, "192.0.2.1", "y");
    assertThat(given(far, "192.0.2.1", "z")).as("whoever writes the header").isEqualTo("T1021");
  }

  @Test
  void aFormThatIsRefusedIsShownAgainWithWhatWasTypedUnlessItIsLarge() throws Exception {
    TipGate gate = gate(new MockEnvironment());
    given(gate, "192.0.2.1", null);
    given(gate, "192.0.2.1", null);
    MockHttpServletRequest small = post("/tip/more", FORM, "192.0.2.1");
    MockFilterChain reached = new MockFilterChain();
    gate.doFilter(small, new MockHttpServletResponse(), reached);
    assertThat(reached.getRequest()).isSameAs(small);
    Problem refused = (Problem) Objects.requireNonNull(small.getAttribute(TipGate.REFUSED));
    TipDoor door = ServerWorld.running().bean(TipDoor.class);
    var talk = door.more("ABCD", "They load a lorry <here>.", null, refused);
    assertThat(talk.getStatusCode().value()).isEqualTo(429);
    assertThat(talk.getBody())
        .contains("They load a lorry &lt;here", "value=\"ABCD\"", "Too many tips at once")
        .doesNotContain("What the desk asks you");
    MockHttpServletRequest large = post("/tip", FORM, "192.0.2.1");
    large.setContent(new byte[300_001]);
    assertThatThrownBy(
            () -> gate.doFilter(large, new MockHttpServletResponse(), new MockFilterChain()))
        .isInstanceOf(Problem.class);
    assertThat(refusal(gate, post("/api/v1/tips", "application/json", "192.0.2.1")))
        .isEqualTo("T1021");
  }

  @Test
  void filesWithoutALengthAreRefusedUnread() throws ServletException, IOException {
    MockHttpServletRequest endless = post("/tip", "Multipart/Form-Data; boundary=b", "192.0.2.1");
    endless.setContent(null);
    assertThat(refusal(gate(new MockEnvironment()), endless)).isEqualTo("T1029");
  }
}
