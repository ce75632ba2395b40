package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRootName;
import java.util.List;
import org.ovirt.v2v.engine.provider.MachineService;

/**
 * The outcome of the test of a provider.
 *
 * @param status complete, as oVirt's actions have it
 * @param source what was found
 */
@JsonRootName("action")
public record SourceTest(String status, Source source) {
    /**
     * A source that lets its user in.
     *
     * @param product its name and version, as it says them; null if its proxy host cannot tell, as others are then
     * @param user as the source calls the user
     * @param host the proxy host that was asked
     * @param machines how many there are that the user may see
     * @param missingPrivilege the source's names of those that conversions need and the user has not; null if that cannot be told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(String product, String user, EntityLink host, int machines, List<String> missingPrivilege) {}

    static SourceTest complete(MachineService.Reached reached) {
        return new SourceTest(
                Action.COMPLETE,
                new Source(
                        reached.source().product(),
                        reached.source().user(),
                        EntityLink.of(reached.host()),
                        reached.source().machines(),
                        reached.source().missingPrivileges()));
    }
}
