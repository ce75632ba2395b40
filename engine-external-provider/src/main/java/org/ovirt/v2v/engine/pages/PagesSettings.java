package org.ovirt.v2v.engine.pages;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;
import org.ovirt.v2v.model.setting.Setting;

/** Around the pages. */
@Setting("The pages for the browser")
@ConfigMapping(prefix = "v2v.pages")
public interface PagesSettings {
    @Setting(
            value =
                    "Where oVirt's webadmin is that shows the pages by its plug-in, under each of the names that browsers know it by."
                            + " Only there may the pages be put into a frame, and only from there do they take a user's token;"
                            + " v2v.ovirt-sso says whose tokens are known. If it is not set, no other site frames the pages.",
            unit = "origins, separated by commas",
            example = "https://engine.example")
    @WithConverter(WebOriginsReader.class)
    Optional<WebOrigins> webadmin();
}
