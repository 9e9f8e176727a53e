namespace ScimFilter.Repl.Tests;

/// <summary>Lines that cannot be used: each is reported, and the others do what they do without it.</summary>
public class MatchTroubleTests
{
    [Theory]
    [InlineData("""{"id":"x","types":["\ud800"]}""")]
    [InlineData("""{"id":"\ud83d\ude00 \ud83d"}""")]
    [InlineData("""{"id":"x","filter":"a eq \"\ud800\""}""")]
    [InlineData("""{"id":"x","filter":"a eq \"\\ud800\""}""")]
    [InlineData("""{"id":5}""")]
    [InlineData("""{"id":"x","types":[5]}""")]
    [InlineData("""{"id":"x","filter":5}""")]
    [InlineData("""{"id":"x","filter":""}""")]
    [InlineData("""{"id":"x"} {}""")]
    [InlineData("""{"id":"x","types":[}""")]
    [InlineData("[]")]
    [InlineData("""{"id":"x","fitler":"a eq 1"}""")]
    [InlineData("""{"id":"x","type":["x"],"filter":"a eq 5"}""")]
    [InlineData("""{"id":"x","filters":"a eq 1"}""")]
    [InlineData("""{"id":"x","Filter":"a eq 1"}""")]
    [InlineData("""{"id":"x","tenant":"t"}""")]
    [InlineData("""{"id":"x","filter":"a eq 1","filter":"a eq 5"}""")]
    [InlineData("""{"id":"x","filter":null}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"x","types":null}""")]
    [InlineData("""{"id":"x","types":[null]}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"x","types":[""]}""")]
    public void Whatever_is_wrong_with_a_subscription_the_rest_is_loaded(string line)
    {
        Ran ran = Match(["""{"id":"fine"}""", line, """{"id":"fine too"}"""], "{}");

        Assert.Equal((2, "{\"event\":0,\"ids\":[\"fine\",\"fine too\"]}\n"), (ran.ExitCode, ran.Output));
        Assert.Contains(":2: ", ran.Error);
    }

    [Theory]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":\"\\q\"}")]
    public void Whatever_is_wrong_with_an_event_the_next_is_matched(string line)
    {
        Ran ran = Match(["""{"id":"w","filter":"b pr"}"""], $"{{\"b\":1}}\n{line}\n{{}}\n{{\"b\":2}}\n", "--stats");

        Assert.Equal(
            (2, "{\"event\":0,\"ids\":[\"w\"]}\n{\"event\":2,\"ids\":[]}\n{\"event\":3,\"ids\":[\"w\"]}\n"),
            (ran.ExitCode, ran.Output));
        Assert.StartsWith("(standard input):2: ", ran.Error);
        Assert.Contains("\nevents: 3\nmatches: 2\n", ran.Error);
    }

    [Theory]
    [InlineData("""{"id":"x","fitler":"a eq 1"}""", "\"fitler\" is not a member of such a line, at byte 10; did you mean \"filter\"?")]
    [InlineData("""{"type":["t"],"id":"x"}""", "\"type\" is not a member of such a line, at byte 1; did you mean \"types\"?")]
    [InlineData("""{"id":"x","tenant":"t"}""", "\"tenant\" is not a member of such a line, at byte 10\n")]
    [InlineData("""{"id":"x","id":"y"}""", "\"id\" stands twice, the second time at byte 10\n")]
    [InlineData("""{"id":"x","types":["t"],"types":[]}""", "\"types\" stands twice, the second time at byte 24\n")]
    [InlineData("""{"id":"x","filter":"a pr","f\u0069lter":"b pr"}""", "\"filter\" stands twice, the second time at byte 26\n")]
    [InlineData("""{"id":"x","filter":null}""", "\"filter\" is null, not a string, at byte 19\n")]
    [InlineData("""{"id":"x","types": null}""", "\"types\" is null, not an array of strings, at byte 19\n")]
    [InlineData("""{"id":"x","types":["t",""]}""", "\"types\"[1] is empty, which is no event type\n")]
    [InlineData("""{"id":""}""", "\"id\" is empty\n")]
    public void A_member_that_cannot_be_used_is_named_with_its_place_and_what_was_meant(string line, string message) =>
        Assert.Contains($":1: {message}", Match([line], "{}").Error);

    [Theory]
    [InlineData("[{\"a\":1}]", "array")]
    [InlineData("\"a\"", "string")]
    [InlineData("null", "null")]
    [InlineData("-1", "single value")]
    public void An_event_that_is_no_object_is_named(string line, string what)
    {
        Ran match = Match(["""{"id":"w"}"""], line + "\n{}\n");
        Ran eval = Ran.CommandOn(line + "\n{}\n", "eval", "not (a pr)");
        Ran explain = Ran.CommandOn(line + "\n{}\n", "explain", "--json", "not (a pr)");

        Assert.Equal((2, "{\"event\":1,\"ids\":[\"w\"]}\n"), (match.ExitCode, match.Output));
        Assert.Equal((2, "{}\n"), (eval.ExitCode, eval.Output));
        Assert.Equal(2, explain.ExitCode);
        Assert.StartsWith("{\"event\":1,", explain.Output, StringComparison.Ordinal);
        Assert.All([match, eval, explain], ran => Assert.Contains(":1: an event is a JSON object; this line is ", ran.Error));
        Assert.All([match, eval, explain], ran => Assert.Contains(what, ran.Error));
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("tru")]
    [InlineData("\"a")]
    [InlineData("-")]
    [InlineData("[1,")]
    public void What_is_no_JSON_is_called_so_by_every_command(string line)
    {
        using var file = new TemporaryFile(line);
        Ran[] runs = [Match(["""{"id":"w"}"""], line), Ran.CommandOn(line, "eval", "a pr"), Ran.CommandOn(line, "explain", "a pr"),
            Ran.CommandOn($"load {file.Path}")];

        Assert.All(runs, ran => Assert.Contains("not JSON", ran.Error));
    }

    [Fact]
    public void An_event_that_is_too_deep_is_called_so()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65);
        using var file = new TemporaryFile(deep);
        Ran[] runs =
        [
            Match(["""{"id":"w"}"""], deep),
            Ran.CommandOn(deep, "eval", "a pr"),
            Ran.CommandOn(deep, "explain", "a pr"),
            Ran.CommandOn($"load {file.Path}"),
            Ran.CommandOn($"{{\"filter\":\"a pr\",\"resource\":{deep}}}", "eval", "--jsonl", "-"),
        ];

        Assert.All(runs, ran => Assert.Contains("nested deeper than 64 levels", ran.Error + ran.Output));
    }

    [Fact]
    public void No_match_at_all_is_exit_code_1() => Assert.Equal(1, Match(["""{"id":"w","filter":"a pr"}"""], "{}\n{}").ExitCode);

    [Fact]
    public void A_directory_is_called_one()
    {
        Ran ran = Ran.Command("eval", "a pr", Path.GetTempPath());

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("it is a directory", ran.Error);
    }

    [Fact]
    public void A_later_line_that_cannot_be_used_leaves_the_earlier_one_with_its_id()
    {
        Ran ran = Match(["""{"id":"w","filter":"a eq 1"}""", """{"id":"w","filter":"a eq"}"""], """{"a":1}""");

        Assert.Equal((2, "{\"event\":0,\"ids\":[\"w\"]}\n"), (ran.ExitCode, ran.Output));
    }

    private static Ran Match(string[] subscriptions, string events, params string[] options)
    {
        using var file = new TemporaryFile(subscriptions);
        return Ran.CommandOn(events, ["match", "--subscriptions", file.Path, "--events", "-", .. options]);
    }
}
