namespace ScimFilter.Repl.Tests;

public class MatchTests
{
    private static readonly string[] _subscriptions =
    [
        """{"id":"w2","types":["created"],"filter":"data.status eq \"OK\""}""",
        """{"id":"w1","types":["created","deleted"]}""",
        """{"id":"a","filter":"data.size gt 10"}""",
        """{"id":"Z","types":[],"filter":null}""",
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
        Ran ran = Match(["""{"id":"w"}"""], "nonsense\n{}\n[1]");

        Assert.Equal((2, "{\"event\":1,\"ids\":[\"w\"]}\n{\"event\":2,\"ids\":[\"w\"]}\n"), (ran.ExitCode, ran.Output));
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

    private static Ran Match(string[] subscriptions, string events, params string[] options)
    {
        using var file = new TemporaryFile(subscriptions);
        return Ran.CommandOn(events, ["match", "--subscriptions", file.Path, "--events", "-", .. options]);
    }
}
