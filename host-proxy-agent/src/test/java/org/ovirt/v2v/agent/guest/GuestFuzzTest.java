package org.ovirt.v2v.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever lies in place of virt-v2v's description of a guest describes one guest, or is refused. */
class GuestFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "<domain>",
        "<memory unit='KiB'>1048576</memory>",
        "<vcpu>1</vcpu>",
        "<libosinfo:os id='http://debian.org/debian/12'/>",
        "<topology sockets='1' cores='4' threads='2'/>",
        "<devices>",
        "<disk type='file' device='disk'>",
        "<source file='/a-sda'/>",
        "<interface type='network'>",
        "<memballoon model='none'/>"
    })
    void aDescriptionIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Guest guest = GuestReader.read(data.consumeRemainingAsString());
            assertThat(guest.cpus()).isPositive();
            assertThat(OvirtOs.of(guest).name()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
