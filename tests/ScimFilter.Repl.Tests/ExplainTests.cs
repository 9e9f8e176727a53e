namespace ScimFilter.Repl.Tests;

public class ExplainTests
{
    private const string Filter = "data.status eq \"error\" and not (tags eq \"X\")";

    [Fact]
    public void Each_event_gets_a_tree_with_the_values_it_has()
    {
        Ran ran = Ran.CommandOn(
            "{\"data\":{\"status\":\"ok\"},\"tags\":[\"w\",\"x\"]}\n\n{\"data\":{\"status\":\"error\"}}", "explain", Filter);

        Assert.Equal(
            new Ran(
                0,
                """
                event 0:
                ✗ and: none of its 2 operands holds
                ├─ ✗ data.status eq "error": data.status is "ok", not "error"
                └─ ✗ not: its operand holds
                   └─ ✓ tags eq "X": one of the 2 values of tags equals "X" ("w", "x")

                event 1:
                ✓ and: all of its 2 operands hold
                ├─ ✓ data.status eq "error": data.status is "error"
                └─ ✓ not: its operand does not hold
                   └─ ✗ tags eq "X": tags has no value


                """,
                ""),
            ran);
    }

    [Fact]
    public void Case_counts_when_asked_for()
    {
        Assert.Equal(
            "event 0:\n✓ a eq \"X\": a is \"x\", which equals \"X\"\n\n",
            Ran.CommandOn("{\"a\":\"x\"}", "explain", "a eq \"X\"", "-").Output);
        Assert.Equal(
            new Ran(1, "event 0:\n✗ a eq \"X\": a is \"x\", not \"X\"\n\n", ""),
            Ran.CommandOn("{\"a\":\"x\"}", "explain", "--case-exact", "a eq \"X\""));
    }

    [Fact]
    public void Json_is_a_line_an_event() => Assert.Equal(
        new Ran(
            1,
            """
            {"event":0,"explanation":{"node":"a eq 2","holds":false,"reason":"a is 1, not 2","values":["1"],"valueCount":1}}
            {"event":1,"explanation":{"node":"a eq 2","holds":false,"reason":"a has no value","values":[],"valueCount":0}}

            """,
            ""),
        Ran.CommandOn("{\"a\":1}\n{}", "explain", "--json", "a eq 2"));

    [Fact]
    public void A_bad_event_is_reported_and_counted()
    {
        Ran ran = Ran.CommandOn("nonsense\n{\"a\":1}", "explain", "a pr");

        Assert.Equal((2, "event 1:\n✓ a pr: a is 1\n\n"), (ran.ExitCode, ran.Output));
        Assert.StartsWith("(standard input):1: ", ran.Error);
    }

    [Theory]
    [InlineData("a eg 1", "  ^^ ")]
    [InlineData("a co 5", "  ^^ ")]
    public void A_bad_filter_is_drawn_and_nothing_is_read(string filter, string picture)
    {
        Ran ran = Ran.CommandOn("{}", "explain", filter);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith($"{filter}\n{picture}", ran.Error);
    }

    [Fact]
    public void The_prompt_explains_the_loaded_events()
    {
        using var file = new TemporaryFile([.. Enumerable.Range(0, 11).Select(k => $"{{\"a\":{k}}}")]);

        Ran ran = Ran.CommandOn($"explain a gt 0\nload {file.Path}\nexplain a gt 0\nexplain a eg 1\nexplain a co 5\nexplain pr");

        Assert.StartsWith(
            """
            no events are loaded; see 'load'
            11 events loaded
            {"a":0}
            ✗ a gt 0: a is 0, which is not greater than 0
            {"a":1}
            ✓ a gt 0: a is 1, which is greater than 0

            """,
            ran.Output);
        Assert.Contains("a is 9, which is greater than 0\n…\na eg 1\n  ^^ ", ran.Output);
        Assert.Contains("a co 5\n  ^^ ", ran.Output);
        Assert.EndsWith("explain pr\nexplain pr\n0 of 11 events match\nno loaded event has 'explain'\n", ran.Output);
    }
}
