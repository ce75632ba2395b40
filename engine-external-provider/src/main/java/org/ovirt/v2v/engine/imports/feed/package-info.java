/** Progress for those who follow it. */
package org.ovirt.v2v.engine.imports.feed;
