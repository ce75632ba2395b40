/** Work on files that more than one room needs. */
package org.ovirt.v2v.agent.files;
