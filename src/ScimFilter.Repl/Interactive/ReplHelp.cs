namespace ScimFilter.Repl.Interactive;

/// <summary>What <c>:help</c> says.</summary>
internal static class ReplHelp
{
    public const string Text = """
        A filter        shows its canonical text, its tree, and how many of the loaded events match

        :load FILE      loads events, one JSON object a line; sample:events is built in
        :events         shows the loaded events
        :explain FILTER shows why a filter matches the loaded events, or why not
        :plan FILTER    shows how an index of many subscriptions finds a filter, and what it checks then
        :strict, :lenient
                        chooses the syntax: the ABNF of RFC 7644 to the letter, or with its usual extensions
        :case exact|ignore
                        chooses how strings compare
        :schema FILE|none
                        checks filters against a schema: one of RFC 7643, an array of them, or a list from /Schemas
        :profile webhooks|none
                        checks filters against a built-in schema
        :help           shows this
        :quit           leaves, as Ctrl-D does

        The colon may be left out where the line is not a filter: 'load pr' is one.

        Tab             completes attributes, operators, values of the loaded events, commands and paths; lists what is possible
        Up, Down        go through what was entered before, in earlier sessions too; Ctrl-R searches it
        Ctrl-C          drops the line, or stops the command that runs
        Ctrl-L          clears the screen

        What is entered is kept in the file that SCIMFILTER_HISTORY names, by default scimfilter/history in the folder for
        state (~/.local/state); not when the variable is empty, nor lines that start with a space.
        """;
}
