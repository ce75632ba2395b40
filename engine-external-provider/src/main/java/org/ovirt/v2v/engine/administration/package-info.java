/** How administrators add, change and remove the entities that have names: by the same steps, whatever the kind. */
package org.ovirt.v2v.engine.administration;
