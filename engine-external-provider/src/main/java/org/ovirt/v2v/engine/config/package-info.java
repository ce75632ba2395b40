/** The settings of the engine, and what follows from them at start. */
package org.ovirt.v2v.engine.config;
