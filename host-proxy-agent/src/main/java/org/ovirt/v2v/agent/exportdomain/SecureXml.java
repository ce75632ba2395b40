package org.ovirt.v2v.agent.exportdomain;

import javax.xml.stream.XMLInputFactory;

/** Readers of XML that load nothing from elsewhere. */
final class SecureXml {
    private SecureXml() {}

    static XMLInputFactory inputFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
