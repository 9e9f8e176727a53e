namespace ScimFilter.Repl.Tests;

public class EvalLinesTests
{
    [Theory]
    [InlineData("""{"filter":"a eq 1","resource":{"a":1}}""", """{"match":true}""")]
    [InlineData("""{"filter":"a eq \"X\"","resource":{"a":"x"}}""", """{"match":true}""")]
    [InlineData("""{"filter":"a eq \"X\"","resource":{"a":"x"},"caseExact":null}""", """{"match":true}""")]
    [InlineData("""{"filter":"a eq \"X\"","resource":{"a":"x"},"caseExact":true}""", """{"match":false}""")]
    [InlineData("""{"filter":"a pr"}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"the line has no \"resource\""}}""")]
    [InlineData("""{"resource":{}}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"the line has no \"filter\""}}""")]
    [InlineData("""{"filter":"a pr","resource":{},"caseExact":"x"}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"\"caseExact\" is not a boolean, at byte 43"}}""")]
    [InlineData("""{"filter":null,"resource":{}}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"\"filter\" is null, not a string, at byte 10"}}""")]
    [InlineData("""{"filter":"a pr","resource":{},"filter":"b pr"}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"\"filter\" stands twice, the second time at byte 31"}}""")]
    [InlineData("""{"filter":"a pr","resource":{},"r\u0065source":{}}""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"\"resource\" stands twice, the second time at byte 31"}}""")]
    [InlineData("""{"filter":"a pr","resource":{"a":1},"note":1,"note":2}""", """{"match":true}""")]
    [InlineData("""{"fitler":"a pr","resource":{}}""", """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"\"fitler\" is not a member of such a line; did you mean \"filter\"?"}}""")]
    [InlineData("""{"filter":"a pr","resource":{"a":1},"want":true,"why":"","line":7}""", """{"match":true}""")]
    [InlineData("""{"filter":""",
        """{"error":{"kind":"invalidInput","offset":0,"length":0,"message":"the line is not JSON, at byte 10"}}""")]
    public void Each_line_gets_its_answer(string line, string answer) =>
        Assert.Equal(
            new Ran(answer.Contains("invalidInput", StringComparison.Ordinal) ? 2 : 0, answer + "\n", ""),
            Ran.CommandOn(line, "eval", "--jsonl", "-"));

    [Theory]
    [InlineData("""[{"a":1}]""", "an array")]
    [InlineData("null", "null")]
    [InlineData("5", "a single value")]
    [InlineData("\"a\"", "a string")]
    public void A_resource_that_is_no_object_is_named(string resource, string what)
    {
        string answer = $$$"""{"error":{"kind":"invalidEvent","offset":0,"length":0,"message":"an event is a JSON object; this \"resource\" is {{{what}}}"}}""";
        Assert.Equal(
            new Ran(2, answer + "\n", ""), Ran.CommandOn($$"""{"filter":"a eq 1","resource": {{resource}}}""", "eval", "--jsonl", "-"));
    }

    [Theory]
    [InlineData("a eg 1", """{"error":{"kind":"unknownOperator","offset":2,"length":2,""")]
    [InlineData("a co 5", """{"error":{"kind":"operatorNotAllowed","offset":2,"length":2,""")]
    public void A_bad_filter_is_an_error_with_its_place(string filter, string start) =>
        Assert.StartsWith(start, Ran.CommandOn($"{{\"filter\":\"{filter}\",\"resource\":{{}}}}", "eval", "--jsonl", "-").Output);

    [Fact]
    public void A_very_deep_resource_is_no_crash()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000));

        Ran ran = Ran.CommandOn($"{{\"filter\":\"a pr\",\"resource\":{{\"a\":{deep}}}}}", "eval", "--jsonl", "-");

        Assert.InRange(ran.ExitCode, 0, 2);
        Assert.StartsWith("{", ran.Output);
    }

    [Fact]
    public void An_empty_file_has_no_answers() => Assert.Equal(new Ran(0, "", ""), Ran.CommandOn("", "eval", "--jsonl", "-"));
}
