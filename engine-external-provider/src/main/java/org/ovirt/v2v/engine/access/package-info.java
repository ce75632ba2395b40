/**
 * What whoever asks may do, and what of the engine's things they see. At the ground, so that every package can ask; who the users are
 * is {@code security}'s matter.
 */
package org.ovirt.v2v.engine.access;
