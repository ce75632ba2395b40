/** What a conversion is asked to do, how far it is and how it ended. */
package org.ovirt.v2v.model.conversion;
