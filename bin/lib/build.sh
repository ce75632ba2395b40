# Building what bin/quickstart starts, unless that has been done.
# shellcheck shell=bash disable=SC2154 # root is set by those who read this file

built_modules=common-model,common-formats,testbed/rules,testbed/fixtures,host-proxy-agent,engine-external-provider,testbed/demo
built_stamp=$root/target/quickstart.built

# What the programs are made of, and the programs, each with size and time.
build_state() {
    (
        cd "$root" || exit
        find pom.xml .mvn dist bin/v2v-pki {common-model,common-formats,host-proxy-agent,engine-external-provider}/{pom.xml,src/main} \
            testbed/{rules,fixtures,demo}/{pom.xml,src/main} docs/openapi.yaml \( -name node_modules -o -name dist -path '*/webui/*' \) -prune \
            -o -type f ! -name schema.d.ts -printf '%p %s %T@\n' 2>/dev/null
        find host-proxy-agent/target/agent engine-external-provider/target/engine testbed/demo/target/demo -type f \
            -printf '%p %s %T@\n' 2>/dev/null
    ) | sort | sha256sum
}

is_built() {
    [ -r "$built_stamp" ] && [ "$(build_state)" = "$(cat "$built_stamp")" ]
}

# To be called when everything has been built as it is now.
mark_built() {
    mkdir -p "${built_stamp%/*}"
    build_state >"$built_stamp"
}

# For with_progress, whose process it becomes: it ends with the script, however that ends.
build() {
    cd "$root" || return
    exec setpriv --pdeathsig KILL \
        mvn --batch-mode -Dmaven.test.skip=true -Dspotless.check.skip=true package -pl "$built_modules"
}
