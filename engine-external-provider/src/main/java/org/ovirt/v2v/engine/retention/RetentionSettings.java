package org.ovirt.v2v.engine.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.ovirt.v2v.engine.config.PositiveTime;
import org.ovirt.v2v.model.setting.Setting;

/** How long imports that have ended are kept, and where they go. */
@Setting("Ended imports")
@ConfigMapping(prefix = "v2v.retention")
public interface RetentionSettings {
    @Setting(
            "How long imports are kept in the database after they have ended, with their jobs and steps. Looked at once a"
                    + " day; what is older goes into the archive.")
    @WithDefault("180d")
    @WithConverter(PositiveTime.class)
    Duration keep();

    @Setting(
            "Folder for the archive: a file for each month in which imports ended, a line of JSON for each import. The engine"
                    + " never removes anything from it; files of months that are over can be moved away. The unit has to let"
                    + " it write in another folder: see ReadWritePaths= in ovirt-v2v-engine.service.")
    @WithDefault("${v2v.home}/archive")
    Path archive();
}
