/** What a source of virtual machines holds, and how to reach it. */
package org.ovirt.v2v.model.source;
