using System.Diagnostics;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>A plan as an expression tree, compiled: calls of the tests, joined by jumps.</summary>
internal static class CodeGenerator
{
    /// <summary>The compiler's time grows faster than its input; beyond this a plan evaluates itself.</summary>
    public const int LargestPlan = 128;

    /// <summary>Whether code is worth generating: not under native AOT, where it would be interpreted, and not without bound.</summary>
    public static bool CanGenerate(PlanNode plan) => RuntimeFeature.IsDynamicCodeCompiled && plan.Size <= LargestPlan;

    public static FilterCode Generate(PlanNode plan)
    {
        ParameterExpression slots = Expression.Parameter(typeof(EventSlots), "slots");
        ParameterExpression terms = Expression.Parameter(typeof(Term[]), "terms");
        return Expression.Lambda<FilterCode>(Build(plan, slots, terms), slots, terms).Compile();
    }

    private static Expression Build(PlanNode node, ParameterExpression slots, ParameterExpression terms) => node switch
    {
        TermNode term => Expression.Call(term.Operation.Method, slots, terms, Expression.Constant(term.Index)),
        NotNode not => Expression.Not(Build(not.Operand, slots, terms)),
        JoinNode join => Join(join, slots, terms),
        _ => throw new UnreachableException(),
    };

    private static Expression Join(JoinNode join, ParameterExpression slots, ParameterExpression terms)
    {
        Expression joined = Build(join.Operands[^1], slots, terms);
        for (int i = join.Operands.Count - 2; i >= 0; i--)
        {
            Expression operand = Build(join.Operands[i], slots, terms);
            joined = join.All ? Expression.AndAlso(operand, joined) : Expression.OrElse(operand, joined);
        }

        return joined;
    }
}
