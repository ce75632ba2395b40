/** What the services say of their own settings. */
package org.ovirt.v2v.model.setting;
