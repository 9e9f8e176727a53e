namespace ScimFilter.Repl.Tests;

public class ValidateTests
{
    private const string Reload = "com.qlik.v1.app.reload.finished";

    [Theory]
    [InlineData("a eq 1")]
    [InlineData("spaceId eq \"S1\"", "--profile", "webhooks")]
    [InlineData("data.status eq \"ok\"", "--profile", "webhooks", "--event-type", Reload)]
    public void A_fine_filter_is_valid(string filter, params string[] options) =>
        Assert.Equal(new Ran(0, "valid\n", ""), Ran.Command(["validate", filter, .. options]));

    [Theory]
    [InlineData("a eg 1", 1)]
    [InlineData("a co 5 or b gt true", 2)]
    [InlineData("a pr or not (b pr)", 3, "--profile", "webhooks")]
    [InlineData("data.status eq \"ok\"", 1, "--profile", "webhooks")]
    [InlineData("data.status eq \"ok\"", 1, "--profile", "webhooks", "--event-type", Reload, "--event-type", "other")]
    public void Every_fault_is_drawn(string filter, int faults, params string[] options)
    {
        Ran ran = Ran.Command(["validate", filter, .. options]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.True(ran.Error.Split(filter + "\n").Length - 1 >= Math.Min(faults, 2), ran.Error);
    }

    [Fact]
    public void An_unknown_profile_is_a_usage_error() => Assert.Equal(2, Ran.Command("validate", "a pr", "--profile", "nope").ExitCode);
}
