namespace ScimFilter.Repl.Tests;

/// <summary><c>--schema</c> and <c>--strict</c> of the commands, and the command <c>:schema</c> of the prompt.</summary>
public sealed class SchemaOptionTests : IDisposable
{
    private const string User =
        """{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[{"name":"userName","type":"string"},{"name":"active","type":"boolean"}]}""";

    private readonly TemporaryFile _schema = new(User);

    public void Dispose() => _schema.Dispose();

    [Theory]
    [InlineData("validate", "userName sw \"b\"", 0)]
    [InlineData("validate", "usrName sw \"b\"", 1)]
    [InlineData("plan", "userName sw \"b\"", 0)]
    [InlineData("plan", "usrName sw \"b\"", 1)]
    [InlineData("eval", "userName sw \"b\"", 0)]
    [InlineData("eval", "usrName sw \"b\"", 2)]
    [InlineData("explain", "userName sw \"b\"", 0)]
    [InlineData("explain", "usrName sw \"b\"", 2)]
    public void Commands_check_filters_against_a_file(string command, string filter, int code)
    {
        Ran ran = Ran.CommandOn("""{"userName":"bjensen"}""", command, filter, "--schema", _schema.Path);

        Assert.Equal(code, ran.ExitCode);
        Assert.Equal(code > 0, ran.Error.StartsWith("usrName sw \"b\"\n^^^^^^^ ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_schemas_and_several_files_are_one_schema()
    {
        const string extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        using var list = new TemporaryFile(
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{{User}}]}""");
        using var enterprise = new TemporaryFile($$"""{"id":"{{extension}}","attributes":[{"name":"employeeNumber","type":"string"}]}""");

        Assert.Equal(0, Ran.Command("validate", "userName pr", "--schema", list.Path).ExitCode);
        Assert.Equal(0, Ran.Command("validate", $"userName pr and {extension}:employeeNumber pr", "--schema", list.Path, "--schema",
            enterprise.Path).ExitCode);
        Assert.Equal(1, Ran.Command("validate", $"{extension}:employeeNumber pr", "--schema", list.Path).ExitCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":")]
    [InlineData("")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","type":"strng"}]}""")]
    public void A_bad_schema_is_one_sentence_with_its_file(string text)
    {
        using var bad = new TemporaryFile(text);
        foreach (string[] command in new string[][]
            { ["validate", "a pr"], ["plan", "a pr"], ["eval", "a pr"], ["explain", "a pr"], ["eval", "--jsonl", "-"], ["match"] })
        {
            Ran ran = Ran.Command([.. command, "--schema", bad.Path]);

            Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
            Assert.StartsWith($"{bad.Path}: ", ran.Error);
            Assert.Single(ran.Error.TrimEnd('\n').Split('\n'));
        }
    }

    [Fact]
    public void A_schema_that_cannot_be_read_is_exit_code_2()
    {
        Assert.Equal(2, Ran.Command("validate", "a pr", "--schema", "/nowhere/schema.json").ExitCode);
        Assert.Contains("it is a directory", Ran.Command("validate", "a pr", "--schema", Path.GetTempPath()).Error);
        Assert.Equal(2, Ran.Command("validate", "a pr", "--schema", _schema.Path, "--profile", "webhooks").ExitCode);
    }

    [Fact]
    public void The_second_of_two_files_is_named_when_it_is_the_bad_one()
    {
        using var bad = new TemporaryFile("{}");

        Assert.StartsWith($"{bad.Path}: ", Ran.Command("validate", "userName pr", "--schema", _schema.Path, "--schema", bad.Path).Error);
    }

    [Theory]
    [InlineData("validate", 1)]
    [InlineData("eval", 2)]
    [InlineData("explain", 2)]
    public void Strict_takes_the_grammar_to_the_letter(string command, int code)
    {
        Assert.Equal(code, Ran.CommandOn("""{"a":{"b":{"c":1}}}""", command, "a.b.c pr", "--strict").ExitCode);
        Assert.Equal(0, Ran.CommandOn("""{"a":{"b":{"c":1}}}""", command, "a.b.c pr").ExitCode);
    }

    [Fact]
    public void Lines_are_checked_as_well()
    {
        const string input = """{"filter":"usrName pr","resource":{}}""" + "\n" + """{"filter":"userName.b.c pr","resource":{}}""";

        Assert.Contains("\"kind\":\"unknownAttribute\"", Ran.CommandOn(input, "eval", "--jsonl", "-", "--schema", _schema.Path).Output);
        Assert.Contains("\"error\"", Ran.CommandOn(input, "eval", "--jsonl", "-", "--strict").Output);
    }

    [Fact]
    public void Match_refuses_subscriptions_that_the_schema_refuses()
    {
        using var subscriptions = new TemporaryFile(
            """{"id":"fine","filter":"userName sw \"b\""}""", """{"id":"bad","filter":"usrName sw \"b\""}""",
            """{"id":"strict","filter":"a.b.c pr"}""");

        Ran ran = Ran.CommandOn(
            """{"userName":"bjensen"}""", "match", "--subscriptions", subscriptions.Path, "--events", "-", "--schema", _schema.Path,
            "--strict");

        Assert.Equal((2, "{\"event\":0,\"ids\":[\"fine\"]}\n"), (ran.ExitCode, ran.Output));
        Assert.Contains($"{subscriptions.Path}:2: the filter of \"bad\" cannot be used\nusrName sw \"b\"\n^^^^^^^ ", ran.Error);
        Assert.Contains($"{subscriptions.Path}:3: ", ran.Error);
    }

    [Fact]
    public void Match_applies_rules_for_event_types()
    {
        using var subscriptions = new TemporaryFile(
            """{"id":"fine","types":["com.qlik.v1.app.reload.finished"],"filter":"data.status eq \"ok\""}""",
            """{"id":"bad","types":["other"],"filter":"data.status eq \"ok\""}""");

        Ran ran = Ran.CommandOn("{}", "match", "--subscriptions", subscriptions.Path, "--events", "-", "--profile", "webhooks");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(":2: the filter of \"bad\"", ran.Error);
        Assert.DoesNotContain("\"fine\"", ran.Error);
    }

    [Fact]
    public void The_prompt_takes_a_schema()
    {
        Ran ran = Ran.CommandOn($"schema {_schema.Path}\nusrName pr\n:schema none\nusrName pr\n:schema /nowhere/at-all\n");

        Assert.Contains($"schema: {_schema.Path}\nusrName pr\nusrName pr\nusrName pr\n^^^^^^^ ", ran.Output);
        Assert.EndsWith("schema: none\nusrName pr\nusrName pr\n", ran.Output);
        Assert.StartsWith("/nowhere/at-all: ", ran.Error);
    }
}
