namespace ScimFilter.Repl.Commands;

/// <summary>What <c>--help</c> says about each command, with an example.</summary>
internal static class HelpText
{
    public const string Root = """
        Parses, checks and evaluates SCIM filters (RFC 7644 section 3.4.2.2). Without a command: an interactive prompt.

        Exit codes: 0 yes, 1 no (nothing matched, the filter is not valid), 2 trouble (usage, unreadable file, bad line, bad schema).
        Input is UTF-8; blank lines are skipped.

        Example:
          scimfilter eval 'type eq "com.example.created"' events.jsonl
        """;

    public const string Parse = """
        Prints the canonical text of a filter and its tree; shows what is wrong with one that does not parse (exit code 1).

        Examples:
          scimfilter parse 'userName eq "bjensen" and (title pr or active eq true)'
          scimfilter parse --strict --json 'title pr'
          echo '{"filter":"title pr"}' | scimfilter parse --jsonl -
            {"ok":true,"canonical":"title pr"}

        --jsonl: every line has an answer. Exit code: 0 all could be answered, also with an error of the filter; 2 a line is not such an
        object.
        """;

    public const string Eval = """
        Prints the events that match a filter, as grep prints lines.
        Exit code: 0 some matched, 1 none did, 2 a bad filter, an unreadable file or a line that is not JSON (the rest goes on).

        Examples:
          scimfilter eval 'data.status eq "ok"' events.jsonl
          scimfilter eval --strict --schema user.json 'userName sw "b"' users.jsonl
          tail -f events.jsonl | scimfilter eval --case-exact 'spaceId eq "S1"' -
          echo '{"filter":"a eq 1","resource":{"a":1}}' | scimfilter eval --jsonl -
            {"match":true}

        --jsonl: every line has an answer. Exit code: 0 all could be answered, also with an error of the filter; 2 a line is not such an
        object or its resource cannot be read or is no object.
        """;

    public const string Explain = """
        Says for each event whether a filter matches, and why: the tree of the filter, with the verdict of each part and the values
        that the event has there. Events are counted from zero. Long values are cut, and of many the first ones are shown.
        Exit code: as eval's.

        Examples:
          scimfilter explain 'data.status eq "error" and spaceId ne "s2"' events.jsonl
          echo '{"a":1}' | scimfilter explain --json 'a eq 2'
            {"event":0,"explanation":{"node":"a eq 2","holds":false,"reason":"a is 1, not 2","values":["1"],"valueCount":1}}
        """;

    public const string Validate = """
        Says 'valid', or shows everything that is wrong with a filter (exit code 1). Without --schema or --profile it checks only that
        operators can take their values. A schema that cannot be used is exit code 2.

        Examples:
          scimfilter validate 'userName sw "b" and active eq true' --schema user.json --schema enterprise-user.json
          scimfilter validate 'data.status eq "ok"' --profile webhooks --event-type com.qlik.v1.app.reload.finished
        """;

    public const string Plan = """
        Says how an index of many subscriptions finds a filter. An alternative is a part of the filter without 'or'. An event looks
        up the key: the event type and what is compared by eq. When many subscriptions have the key, one of the conditions that
        'found by' lists leads to the alternative, the one that the fewest others share. Then the conditions are checked, and the
        rest of the filter is evaluated on the event. Exit code: 0, or 1 when the filter is not valid.

        Examples:
          scimfilter plan 'tenant eq "t1" and (path sw "/a/" or size gt 5)' --event-type com.example.created
          scimfilter plan --json 'a ne 1'
            {"ok":true,"alternatives":[{"eventTypes":[],"key":[],"accessPaths":[],"conditions":["a ne 1"],"residuals":[],
            "checksEventType":false,"checkReason":"negations"}]}
        """;

    public const string Match = """
        Prints for each event a line {"event":k,"ids":[...]}: the subscriptions that it matches, in ordinal order of their ids.
        k counts the lines of events that are not blank, from zero. An event that is not JSON is reported and has no line.

        A subscription is a line {"id":"w1","types":["com.example.created"],"filter":"..."}. It matches when the event's "type"
        (or "eventType" when it has no "type") is one of types (none: any) and the filter (none: true) holds. A later line with the
        same id replaces the earlier one. A line that cannot be used, or has another member or one twice, is reported, the rest is
        loaded, and the exit code is 2. Without both files it matches the samples that come with it. With --schema or --profile, a
        subscription whose filter the schema refuses cannot be used; rules for event types apply to its types.
        Exit code: 0 some event matched, 1 none did, 2 an unreadable file or a bad line (the rest goes on).

        --stats: ns/event is reading and matching, without the check that a line is JSON and the order of ids. An entry is a place at
        which the index keeps a subscription, one for each alternative of its filter; a template is a set of attributes by whose
        values entries are found. What is left of a filter is checked on the events that have its key; access paths say which values
        lead to how many entries, so that only those are checked. Entries to which no value leads are checked on every event that
        has their key; of these the first are shown. 'plan' says the same of one filter.

        Example:
          scimfilter match --subscriptions subscriptions.jsonl --events events.jsonl --stats
        """;
}
