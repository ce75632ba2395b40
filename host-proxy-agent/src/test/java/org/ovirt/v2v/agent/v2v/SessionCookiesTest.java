package org.ovirt.v2v.agent.v2v;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set-cookie: vmware_soap_session=\"VALUE\"; Path=/; HttpOnly; Secure;",
                "Set-Cookie: VMware_SOAP_Session=VALUE",
                "json:{ \"file.cookie\": \"vmware_soap_session=\\\"VALUE\\\"\", \"file.timeout\": 2000 }",
                "--cookie 'vmware_soap_session=VALUE' --url",
                "file.cookie=vmware_soap_session=%22VALUE,file.timeout=2000",
                "cookie=vmware_soap_session%3DVALUE&x",
                "{\"vmware_soap_session\": \"VALUE\"}"
            })
    void aValueIsReplacedByAsManyStars(String text) {
        String value = "52d4c2-eb/9a=+";
        assertThat(SessionCookies.hidden(text.replace("VALUE", value)))
                .isEqualTo(text.replace("VALUE", "*".repeat(14)));
    }

    @Test
    void whatElseIsWrittenStaysAsItIsByteByByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(SessionCookies.hidden(bytes)).isEqualTo(bytes);
        String text = "no vmware_soap_session; set-cookie: lang=en";
        assertThat(new String(SessionCookies.hidden(text.getBytes(ISO_8859_1)), ISO_8859_1))
                .isEqualTo(text);
    }
}
