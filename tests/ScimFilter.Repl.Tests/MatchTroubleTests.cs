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
