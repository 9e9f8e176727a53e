namespace ScimFilter.Repl.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("nope")]
    [InlineData("parse")]
    [InlineData("parse", "a pr", "--jsonl", "-")]
    [InlineData("parse", "a pr", "b pr")]
    [InlineData("eval")]
    [InlineData("eval", "a pr", "--nope")]
    [InlineData("explain")]
    [InlineData("explain", "a pr", "--nope")]
    [InlineData("explain", "a pr", "-", "-")]
    [InlineData("validate")]
    [InlineData("match", "--events", "-")]
    [InlineData("match", "--events", "-", "--subscriptions", "-")]
    [InlineData("eval", "--nope", "x")]
    [InlineData("eval", "-x", "x")]
    [InlineData("parse", "--nope")]
    [InlineData("explain", "--nope", "x")]
    [InlineData("validate", "--nope")]
    public void A_wrong_command_line_is_exit_code_2(params string[] arguments)
    {
        Ran ran = Ran.Command(arguments);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("scimfilter: ", ran.Error);
    }

    [Theory]
    [InlineData("parse")]
    [InlineData("eval")]
    [InlineData("explain")]
    [InlineData("validate")]
    [InlineData("match")]
    public void Help_has_an_example(string command)
    {
        Ran ran = Ran.Command(command, "--help");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains($"\n    scimfilter {command} ", ran.Output);
    }

    [Fact]
    public void Help_lists_the_commands() => Assert.Contains("match", Ran.Command("--help").Output);
}
