/** What did not work, in words and codes that an admin can use. */
package org.ovirt.v2v.agent.failure;
