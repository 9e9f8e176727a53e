using System.Text;
using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Tests;

public class MatchTests
{
    private static readonly string[] _subscriptions =
    [
        """{"id":"w2","types":["created"],"filter":"data.status eq \"OK\""}""",
        """{"id":"w1","types":["created","deleted"]}""",
        """{"id":"a","filter":"data.size gt 10"}""",
        """{"id":"Z","types":[]}""",
    ];

    [Fact]
    public void Each_event_lists_its_subscriptions_in_ordinal_order()
    {
        Ran ran = Match(
            _subscriptions,
            """
            {"type":"created","data":{"status":"ok","size":11}}

            {"eventType":"deleted"}
            {"type":"other","eventType":"created","data":{"size":10.5}}
            {"data":{"type":"created"}}
            {"type":5,"eventType":"created"}
            """);

        Assert.Equal(
            new Ran(
                0,
                """
                {"event":0,"ids":["Z","a","w1","w2"]}
                {"event":1,"ids":["Z","w1"]}
                {"event":2,"ids":["Z","a"]}
                {"event":3,"ids":["Z"]}
                {"event":4,"ids":["Z"]}

                """,
                ""),
            ran);
    }

    [Fact]
    public void Case_counts_when_asked_for() => Assert.Equal(
        "{\"event\":0,\"ids\":[\"Z\",\"w1\"]}\n",
        Match(_subscriptions, """{"type":"created","data":{"status":"ok"}}""", "--case-exact").Output);

    [Fact]
    public void A_bad_subscription_is_reported_and_the_rest_is_loaded()
    {
        Ran ran = Match(
            ["""{"id":"x","filter":"a eg 1"}""", "nonsense", """{"id":"y","types":"t"}""", """{"filter":"a pr"}""", """{"id":"fine"}"""],
            "{}");

        Assert.Equal((2, "{\"event\":0,\"ids\":[\"fine\"]}\n"), (ran.ExitCode, ran.Output));
        Assert.Contains(":1: the filter of \"x\" cannot be used\na eg 1\n  ^^ ", ran.Error);
        Assert.Contains(":2: the line is not JSON", ran.Error);
        Assert.Contains(":3: \"types\" is not an array of strings", ran.Error);
        Assert.Contains(":4: the line has no \"id\"", ran.Error);
    }

    [Fact]
    public void A_bad_event_is_reported_and_counted()
    {
        Ran ran = Match(["""{"id":"w"}"""], "nonsense\n{}\n[1]\n{}");

        Assert.Equal((2, "{\"event\":1,\"ids\":[\"w\"]}\n{\"event\":3,\"ids\":[\"w\"]}\n"), (ran.ExitCode, ran.Output));
        Assert.StartsWith("(standard input):1: ", ran.Error);
    }

    [Fact]
    public void A_later_line_with_the_same_id_replaces_the_earlier_one() => Assert.Equal(
        "{\"event\":0,\"ids\":[]}\n",
        Match(["""{"id":"w"}""", """{"id":"w","filter":"a pr"}"""], "{}").Output);

    [Fact]
    public void Figures_go_to_standard_error()
    {
        Ran ran = Match(_subscriptions, "{}", "--stats");

        Assert.Contains("subscriptions: 4\nload time: ", ran.Error);
        Assert.Contains("\nbytes/subscription: ", ran.Error);
        Assert.Contains("\nns/event: ", ran.Error);
    }

    [Fact]
    public void Figures_say_what_the_index_holds()
    {
        Ran ran = Match(
            [
                """{"id":"a","filter":"data.status eq \"ok\" and id pr"}""",
                """{"id":"b","filter":"spaceId eq \"s1\" or spaceId eq \"s2\""}""",
                """{"id":"c","filter":"not (id pr)"}""",
            ],
            "{}\n{}",
            "--stats");

        Assert.EndsWith(
            """
            residual checks/event: 1.00
            entries: 4
            entries without a key: 1
            templates: 2
              spaceId: 2 keys
              data.status: 1 key
            access paths:
              key alone: 2 entries
              id ne or not pr, on every event with the key: 1 entry
              few with the key, one by one: 1 entry
            entries checked on every event with their key: 1
              no key: not (id pr): 1 entry ("c"), as negations hold for nearly every value

            """,
            ran.Error);
    }

    [Fact]
    public void Figures_say_by_what_entries_are_found()
    {
        string[] lines =
        [
            .. Enumerable.Range(10, 20).Select(id => $$"""{"id":"s{{id}}","filter":"path sw \"{{id}}\""}"""),
            .. Enumerable.Range(10, 20).Select(id => $$"""{"id":"n{{id}}","types":["t"],"filter":"not (e[a eq {{id}}])"}"""),
            """{"id":"\u001b[2J","types":["u"],"filter":"not (note co \"x\")"}""",
        ];

        Assert.EndsWith(
            """
            access paths:
              path sw: 20 entries
              few with the key, one by one: 1 entry
              none, on every event with the key: 20 entries
            entries checked on every event with their key: 21
              (event type) eq "t": a filter on e: 20 entries ("n26", "n27", "n28", "n29", ...), as no access path expresses it
              (event type) eq "u": not (note co "X"): 1 entry ("\u001B[2J"), as few have the key

            """,
            Match(lines, "{}", "--stats").Error);
    }

    [Theory]
    [InlineData("""{"type":["created"]}""", "Z,w1")]
    [InlineData("""{"type":[null,["created"]]}""", "Z,w1")]
    [InlineData("""{"type":{"value":"created"}}""", "Z,w1")]
    [InlineData("""{"type":["created","deleted"]}""", "Z,w1")]
    [InlineData("""{"type":["deleted","updated"]}""", "Z,w1")]
    [InlineData("""{"type":["updated","renamed"]}""", "Z")]
    [InlineData("""{"type":{},"eventType":"created"}""", "Z")]
    [InlineData("""{"type":null,"eventType":"created"}""", "Z,w1")]
    [InlineData("""{"type":[],"eventType":"created"}""", "Z,w1")]
    [InlineData("""{"TYPE":"created"}""", "Z,w1")]
    [InlineData("""{"type":"Created"}""", "Z")]
    [InlineData("""{"\u0074ype":"crea\u0074ed"}""", "Z,w1")]
    public void The_types_of_an_event_are_its_strings(string @event, string ids) => Assert.Equal(
        $"{{\"event\":0,\"ids\":[{string.Join(',', ids.Split(',').Select(id => $"\"{id}\""))}]}}\n",
        Match(_subscriptions, @event).Output);

    [Fact]
    public void A_filter_that_the_index_refuses_is_drawn_with_its_line_and_the_rest_is_loaded()
    {
        Ran ran = Match(
            ["""{"id":"fine"}""", """{"id":"fine","filter":"a pr or b co 5"}""", """{"id":"also","filter":"not (a pr)"}"""], "{}");

        Assert.Equal((2, "{\"event\":0,\"ids\":[\"also\",\"fine\"]}\n"), (ran.ExitCode, ran.Output));
        Assert.Contains(":2: the filter of \"fine\" cannot be used\na pr or b co 5\n          ^^ ", ran.Error);
    }

    [Fact]
    public void A_file_of_subscriptions_that_is_not_there_is_trouble()
    {
        Ran ran = Ran.CommandOn("{}", "match", "--subscriptions", "/nowhere/at-all", "--events", "-");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("/nowhere/at-all: ", ran.Error);
    }

    [Fact]
    public void Members_of_a_subscription_may_be_spelled_with_escapes() => Assert.Equal(
        "{\"event\":0,\"ids\":[\"é\"]}\n",
        Match(["""{"\u0069d":"\u00e9","\u0066ilter":"a eq 1"}"""], """{"a":1}""").Output);

    [Fact]
    public void Progress_of_loading_is_shown_when_a_person_waits()
    {
        using var file = new TemporaryFile([.. Enumerable.Range(0, 600).Select(k => $"{{\"id\":\"{k}\",\"types\":[\"t{k}\"]}}")]);
        var error = new MemoryStream();
        using var channels = new Channels(new MemoryStream("{}"u8.ToArray()), new MemoryStream(), error) { IsErrorTerminal = true };

        Command(channels).Run(file.Path, "-");

        Assert.StartsWith("\r512 subscriptions\r   ", Encoding.UTF8.GetString(error.ToArray()));
    }

    [Fact]
    public void Progress_is_wiped_before_trouble_is_reported()
    {
        using var subscriptions = new TemporaryFile(["""{"id":"w"}"""]);
        using var events = new TemporaryFile([.. Enumerable.Range(0, 600).Select(k => k == 555 ? "nonsense" : "{}")]);
        var error = new MemoryStream();
        using var channels = new Channels(new MemoryStream(), new MemoryStream(), error) { IsErrorTerminal = true };

        int exitCode = Command(channels).Run(subscriptions.Path, events.Path);

        string written = Encoding.UTF8.GetString(error.ToArray());
        Assert.Equal(2, exitCode);
        Assert.Matches($"^\r512 events\r {{60}}\r{System.Text.RegularExpressions.Regex.Escape(events.Path)}:556: ", written);
    }

    [Fact]
    public void No_progress_is_shown_where_nobody_looks()
    {
        using var file = new TemporaryFile([.. Enumerable.Range(0, 600).Select(k => $"{{\"id\":\"{k}\"}}")]);
        var error = new MemoryStream();
        using var channels = new Channels(new MemoryStream("{}"u8.ToArray()), new MemoryStream(), error);

        Assert.Equal(0, Command(channels).Run(file.Path, "-"));

        Assert.Empty(error.ToArray());
    }

    [Fact]
    public void The_ids_of_an_event_are_in_order_of_their_code_units() => Assert.Equal(
        "{\"event\":0,\"ids\":[\"10\",\"9\",\"A\",\"a\",\"ä\",\"\\uD83D\\uDE00\",\"￮\"]}\n",
        Match([.. ((string[])["￮", "a", "9", "ä", "10", "A", "😀"]).Select(id => $"{{\"id\":\"{id}\"}}")], "{}").Output);

    [Fact]
    public void Ids_that_differ_in_case_are_two() => Assert.Equal(
        "{\"event\":0,\"ids\":[\"W\",\"w\"]}\n",
        Match(["""{"id":"w"}""", """{"id":"W"}"""], "{}").Output);

    private static Ran Match(string[] subscriptions, string events, params string[] options)
    {
        using var file = new TemporaryFile(subscriptions);
        return Ran.CommandOn(events, ["match", "--subscriptions", file.Path, "--events", "-", .. options]);
    }

    private static MatchCommand Command(Channels channels) =>
        new(channels, new FilterOptions(), FilterCompilerOptions.Default, new SteppingTime());
}
