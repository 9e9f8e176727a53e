using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace ScimFilter.Tests;

/// <summary>Which room may know which.</summary>
public class ArchitectureTests
{
    private static readonly Assembly _library = typeof(FilterExpression).Assembly;

    private static readonly Architecture _architecture =
        new ArchLoader().LoadAssemblies(_library, typeof(Pidgin.Parser).Assembly, typeof(System.Linq.Expressions.Expression).Assembly).Build();

    [Theory]
    [InlineData("Ast", "Parsing|Formatting|Schema|Analysis|Runtime|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Runtime", "Parsing|Formatting|Schema|Analysis|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Json", "Parsing|Formatting|Schema|Analysis|Compilation|Linq|Matching|Explaining")]
    [InlineData("Formatting", "Parsing|Schema|Analysis|Runtime|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Analysis", "Parsing|Formatting|Schema|Runtime|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Parsing", "Schema|Analysis|Runtime|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Documents", "Parsing|Schema|Analysis|Runtime|Json|Compilation|Linq|Matching|Explaining")]
    [InlineData("Schema", "Parsing|Analysis|Compilation|Linq|Matching|Explaining")]
    [InlineData("Compilation", "Parsing|Formatting|Linq|Matching|Explaining")]
    [InlineData("Linq", "Parsing|Json|Compilation|Matching|Explaining")]
    [InlineData("Matching", "Parsing|Formatting|Linq|Explaining")]
    [InlineData("Explaining", "Parsing|Linq|Matching")]
    public void A_room_does_not_know_the_rooms_behind_it(string room, string unknown) => CheckArrow($@"{room}(\..*)?", $@"({unknown})(\..*)?");

    /// <summary>The rooms of the index, and the rooms that each may use; anything else of the index is behind it.</summary>
    [Theory]
    [InlineData("Memory", "")]
    [InlineData("Tables", "Memory")]
    [InlineData("Keys", "Memory")]
    [InlineData("Records", "Memory|Tables|Keys")]
    [InlineData("Building", "Memory|Tables|Keys|Records")]
    [InlineData("Planning", "Memory|Keys")]
    [InlineData("Updating", "Memory|Tables|Keys|Records|Building|Planning")]
    [InlineData("Probing", "Memory|Tables|Keys|Records")]
    public void A_room_of_the_index_knows_only_those_that_it_builds_on(string room, string known) =>
        CheckArrow($@"Matching\.{room}", $@"Matching\.(?!({known}|{room})$).*");

    [Fact]
    public void Every_room_of_the_index_has_its_row() =>
        Assert.Equal(
            ["", "Building", "Keys", "Memory", "Planning", "Probing", "Records", "Tables", "Updating"],
            _library.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith("ScimFilter.Matching", StringComparison.Ordinal))
                .Select(name => name["ScimFilter.Matching".Length..].TrimStart('.')).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_folder_of_the_index_itself_holds_numbers_only() =>
        Assert.Equal(["Thresholds"], _library.GetTypes().Where(type => type.Namespace == "ScimFilter.Matching").Select(type => type.Name));

    [Fact]
    public void The_root_does_not_know_the_linq_translation() =>
        Types().That().ResideInNamespaceMatching("^ScimFilter$")
            .Should().NotDependOnAny(Types().That().ResideInNamespace("ScimFilter.Linq"))
            .Check(_architecture);

    [Fact]
    public void Only_parsing_knows_the_parser_library() =>
        Types().That().ResideInAssembly(_library).And().DoNotResideInNamespace("ScimFilter.Parsing")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Pidgin(\..*)?$"))
            .Check(_architecture);

    [Fact]
    public void Only_compilation_and_linq_know_expression_trees() =>
        Types().That().ResideInAssembly(_library).And().DoNotResideInNamespaceMatching(@"^ScimFilter\.(Compilation|Linq)(\..*)?$")
            .Should().NotDependOnAny(Types().That().ResideInNamespace("System.Linq.Expressions"))
            .Check(_architecture);

    [Fact]
    public void The_library_depends_on_its_parser_library_alone() =>
        Assert.Equal(["Pidgin"], _library.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    [Fact]
    public void There_is_no_static_mutable_state() =>
        Assert.Empty(_library.GetTypes()
            .Where(type => type.Namespace?.StartsWith("ScimFilter", StringComparison.Ordinal) == true && !type.Name.StartsWith('<') && !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.StartsWith('<'))
            .Select(field => $"{field.DeclaringType}.{field.Name}"));

    private static void CheckArrow(string room, string unknown) =>
        Types().That().ResideInNamespaceMatching($"^ScimFilter\\.{room}$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"^ScimFilter\\.{unknown}$"))
            .Check(_architecture);
}
