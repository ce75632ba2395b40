/** Users, tokens, and secrets at rest. */
package org.ovirt.v2v.engine.security;
