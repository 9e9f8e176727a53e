namespace ScimFilter.Repl.Tests;

public class PlanTests
{
    [Fact]
    public void A_plan_has_a_block_for_each_alternative()
    {
        Ran ran = Ran.Command(
            "plan",
            "tenant eq \"t1\" and (path sw \"/a/\" and size ge 1 and size lt 5 or emails[type eq \"work\" and value pr])",
            "--event-type", "created", "--event-type", "deleted");

        Assert.Equal(
            new Ran(
                0,
                """
                alternative 1 of 2
                  key:       (event type) eq "created" or "deleted"
                             tenant eq "t1"
                  found by:  path sw "/a/"  (sw)
                             size ge 1 and size lt 5  (bounds)
                  checked:   path sw "/a/"
                             size ge 1
                             size lt 5

                alternative 2 of 2
                  key:       (event type) eq "created" or "deleted"
                             tenant eq "t1"
                  found by:  emails.type eq "work"  (eq)
                  checked:   emails.type eq "work"
                  evaluated: emails[type eq "work" and value pr]  (one element must meet all of it)

                """,
                ""),
            ran);
    }

    [Theory]
    [InlineData("a eq 1", "  key:       a eq 1\n  found by:  the key alone\n")]
    [InlineData(
        "a ne 1",
        "  key:       none\n  found by:  nothing; checked on every event: negations hold for nearly every value\n  checked:   a ne 1\n")]
    [InlineData(
        "a eq 1 and (b sw \"x\" or c ne 2)",
        "  key:       a eq 1\n  found by:  nothing; checked on every event with the key: no access path expresses it\n" +
        "  evaluated: b sw \"x\" or c ne 2  (no value leads to one of its operands)\n")]
    [InlineData(
        "b co \"\"",
        "  key:       none\n  found by:  nothing; checked on every event: every string contains the empty one\n  checked:   b co \"\"\n")]
    public void A_plan_says_what_is_left_to_check_and_why(string filter, string lines) =>
        Assert.Equal(new Ran(0, $"alternative 1 of 1\n{lines}", ""), Ran.Command("plan", filter));

    [Fact]
    public void Json_is_one_object()
    {
        Ran ran = Ran.Command("plan", "--json", "--event-type", "t", "a eq \"x\" and b sw \"y\" and e[c pr]");

        Assert.Equal(
            """
            {"ok":true,"alternatives":[{"eventTypes":["t"],"key":["a eq \"x\""],"accessPaths":[{"kind":"startsWith","condition":"b sw \"y\""}],"conditions":["b sw \"y\""],"residuals":[{"filter":"e[c pr]","reason":"valuePath"}],"checksEventType":false,"checkReason":null}]}

            """,
            ran.Output);
    }

    [Theory]
    [InlineData("a eg 1")]
    [InlineData("a co 5 or b gt true")]
    [InlineData("a pr or not (b pr)", "--profile", "webhooks")]
    [InlineData("data.status eq \"ok\"", "--profile", "webhooks", "--event-type", "other")]
    [InlineData("a.b.c pr", "--strict")]
    public void A_filter_that_is_not_valid_is_drawn(string filter, params string[] options)
    {
        Ran ran = Ran.Command(["plan", filter, .. options]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith(filter + "\n", ran.Error);
        Assert.StartsWith("{\"ok\":false,\"error\":{\"kind\":", Ran.Command(["plan", filter, "--json", .. options]).Output);
    }

    [Fact]
    public void A_schema_and_exact_strings_decide_too()
    {
        Assert.Equal(0, Ran.Command("plan", "spaceId eq \"S1\"", "--profile", "webhooks", "--case-exact").ExitCode);
        Assert.Equal(2, Ran.Command("plan", "a pr", "--schema", "/nowhere/schema.json").ExitCode);
    }

    [Fact]
    public void The_prompt_plans_filters()
    {
        Ran ran = Ran.CommandOn(":plan a eq 1\n:plan a eg 1\nplan\n");

        Assert.Contains("alternative 1 of 1\n  key:       a eq 1\n  found by:  the key alone\n", ran.Output);
        Assert.Contains("a eg 1\n  ^^ expected a comparison operator", ran.Output);
        Assert.Contains("'plan' needs an argument; see 'help'\n", ran.Output);
    }
}
