/** What the agent can be told in its settings file. */
package org.ovirt.v2v.agent.settings;
