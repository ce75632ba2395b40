package org.ovirt.v2v.engine.imports;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** On H2, the database that is used if nothing else is configured. */
@QuarkusTest
@TestProfile(ImportTestProfile.class)
class ImportServiceTest extends ImportScenarios {}
