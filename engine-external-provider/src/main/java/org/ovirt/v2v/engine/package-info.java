/** What every part of the engine shares: how a request is refused, and how entities are named in one. */
package org.ovirt.v2v.engine;
