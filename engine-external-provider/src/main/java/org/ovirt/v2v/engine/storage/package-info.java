/** Export storage domains. */
package org.ovirt.v2v.engine.storage;
