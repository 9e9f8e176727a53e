using System.Text;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>
/// A filter without its constants: what is left is what generated code looks like. Evaluates by itself where no code is generated.
/// </summary>
internal abstract class PlanNode
{
    /// <summary>Gets the number of tests.</summary>
    public abstract int Size { get; }

    public abstract bool Evaluate(EventSlots slots, Term[] terms);

    /// <summary>Writes a text that is the same for equal plans only.</summary>
    public abstract void WriteKey(StringBuilder key);
}

/// <summary>One test, by the number of its constants.</summary>
internal sealed class TermNode(TestCode code, int index) : PlanNode
{
    public Operation Operation { get; } = TestTable.Get(code);

    public int Index => index;

    public override int Size => 1;

    public override bool Evaluate(EventSlots slots, Term[] terms) => Operation(slots, terms, index);

    // Terms are numbered in the order of the tree, so the number need not be written.
    public override void WriteKey(StringBuilder key) => key.Append(code.Letter);
}

/// <summary>The negation of a test.</summary>
internal sealed class NotNode(PlanNode operand) : PlanNode
{
    public PlanNode Operand => operand;

    public override int Size => operand.Size;

    public override bool Evaluate(EventSlots slots, Term[] terms) => !operand.Evaluate(slots, terms);

    public override void WriteKey(StringBuilder key)
    {
        key.Append('!');
        operand.WriteKey(key);
    }
}

/// <summary>All operands hold, or at least one does.</summary>
internal sealed class JoinNode(bool all, PlanNode[] operands) : PlanNode
{
    public bool All => all;

    public IReadOnlyList<PlanNode> Operands => operands;

    public override int Size { get; } = operands.Sum(operand => operand.Size);

    public override bool Evaluate(EventSlots slots, Term[] terms)
    {
        foreach (PlanNode operand in operands)
        {
            if (operand.Evaluate(slots, terms) != all)
            {
                return !all;
            }
        }

        return all;
    }

    public override void WriteKey(StringBuilder key)
    {
        key.Append(all ? '(' : '[');
        foreach (PlanNode operand in operands)
        {
            operand.WriteKey(key);
        }

        key.Append(all ? ')' : ']');
    }
}
